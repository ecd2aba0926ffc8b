'use client'

import { useEffect, useRef } from 'react'
import { checkpoints as text } from '../../_text/checkpoints'
import { county } from '../../_text/county'
import { everyRoom } from '../../_text/every-room'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { CheckpointMark } from '../../_ui/glyph'
import { glyphOfState } from '../../_ui/glyphs'
import styles from './list.module.css'
import { SORTS, TROUBLE_ORDER } from './list-rows'
import { askList, type useList } from './use-list'

/** By name, jurisdiction, kind and state; each state says how many it would show. */
export const ListFilter = ({ list }: { list: ReturnType<typeof useList> }) => {
  const words = useText(text).list
  const shared = useText(everyRoom)
  const kinds: Readonly<Record<string, string>> = useText(county).kind
  const { filter, sort, byState, jurisdictions } = list
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const toggle = (state: (typeof TROUBLE_ORDER)[number]) => {
    const states = filter.states.includes(state)
      ? filter.states.filter((one) => one !== state)
      : [...filter.states, state]
    askList({ state: states.join(',') })
  }
  return (
    <div className={styles.filter}>
      <input
        ref={input}
        className={styles.field}
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        value={filter.text}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => askList({ find: event.target.value })}
      />
      <select
        className={styles.field}
        aria-label={words.sort}
        value={sort}
        onChange={(event) => askList({ sort: event.target.value === 'trouble' ? null : event.target.value })}
      >
        {SORTS.map((one) => (
          <option key={one} value={one}>
            {words.sorts[one]}
          </option>
        ))}
      </select>
      <select
        className={styles.field}
        aria-label={words.jurisdiction}
        value={filter.jurisdiction ?? ''}
        onChange={(event) => askList({ jurisdiction: event.target.value })}
      >
        <option value="">{words.everyJurisdiction}</option>
        {jurisdictions.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      <select
        className={styles.field}
        aria-label={words.kind}
        value={filter.kind ?? ''}
        onChange={(event) => askList({ kind: event.target.value })}
      >
        <option value="">{words.everyKind}</option>
        {list.kinds.map((kind) => (
          <option key={kind} value={kind}>
            {kinds[kind] ?? kind}
          </option>
        ))}
      </select>
      <fieldset className={styles.states}>
        <legend className="unseen">{words.states}</legend>
        {TROUBLE_ORDER.filter((state) => (byState.get(state) ?? 0) > 0 || filter.states.includes(state)).map(
          (state) => (
            <button
              key={state}
              type="button"
              className={styles.chip}
              aria-pressed={filter.states.includes(state)}
              onClick={() => toggle(state)}
            >
              <CheckpointMark state={glyphOfState(state)} scale={state === 'alarm' ? 0.42 : 0.72} />
              {shared.state[state]}
              <b>{number(byState.get(state) ?? 0)}</b>
            </button>
          ),
        )}
      </fieldset>
    </div>
  )
}
