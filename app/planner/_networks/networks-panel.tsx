'use client'

import { useEffect, useState } from 'react'
import { useResource } from '../../_live/use-resource'
import { kilometres, number } from '../../_text/format'
import { useText } from '../../_text/language'
import { planner } from '../../_text/planner'
import { networkWords } from '../../_text/planner-networks'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { ButtonLink } from '../../_ui/button'
import { SelectField } from '../../_ui/field'
import styles from '../_scenarios/scenarios.module.css'
import { roadClass, roadName } from '../road-words'
import { showRoadChanges } from './road-changes'

interface Network {
  id: string
  name: string
  active: boolean
  importedAt: string
}

interface Road {
  way: number
  name: string | null
  ref: string | null
  class: string
  metres: number
  path: [number, number][]
}

interface Changes {
  counts: { added: number; gone: number; changed: number }
  metres: { added: number; gone: number }
  added: Road[]
  gone: Road[]
  changed: (Road & { line: boolean; tags: string[] })[]
}

const ROWS = 40

/** The networks that were imported, and what is new, gone or changed between two of them; on the map too. */
export const NetworksPanel = ({ mayImport }: { mayImport: boolean }) => {
  const words = useText(networkWords)
  const failureWords = useFailureWords()
  const { date, time } = useFormat()
  const { value, failure, reload } = useResource<{ networks: Network[] }>('/networks')
  const [picked, setPicked] = useState<{ from: string | null; to: string | null }>({ from: null, to: null })
  if (value === null)
    return failure ? (
      <ErrorNote what={words.failed} hint={failureWords(failure)} onRetry={() => void reload()} />
    ) : (
      <Loading rows={4} />
    )
  const { networks } = value
  const to = picked.to ?? networks.find(({ active }) => active)?.id ?? null
  const from = picked.from ?? networks.find(({ id }) => id !== to)?.id ?? null
  const options = networks.map(({ id, name, importedAt, active }) => ({
    value: id,
    name: words.option(name, `${date(importedAt)} ${time(importedAt)}`) + (active ? ` · ${words.inUse}` : ''),
  }))
  return (
    <>
      <section className={styles.section}>
        <h2 className={styles.title}>{words.title}</h2>
        {networks.length === 0 ? <Empty why={words.none} /> : null}
        {networks.length === 1 ? <p className={styles.note}>{words.only}</p> : null}
        {networks.length < 2
          ? null
          : (['from', 'to'] as const).map((side) => (
              <SelectField
                key={side}
                label={words[side]}
                value={(side === 'from' ? from : to) ?? ''}
                onChange={(event) => setPicked({ ...picked, [side]: event.target.value })}
              >
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.name}
                  </option>
                ))}
              </SelectField>
            ))}
        {mayImport ? <ButtonLink href="/admin/roads">{words.toImport}</ButtonLink> : null}
      </section>
      {from !== null && to !== null && networks.length > 1 ? <ChangeList from={from} to={to} /> : null}
    </>
  )
}

const ChangeList = ({ from, to }: { from: string; to: string }) => {
  const words = useText(networkWords)
  const road = useText(planner)
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<Changes>(`/networks/changes?from=${from}&to=${to}`)
  useEffect(() => {
    if (value === null) return
    showRoadChanges([
      ...value.added.map(({ path }) => ({ kind: 'better' as const, path })),
      ...value.gone.map(({ path }) => ({ kind: 'worse' as const, path })),
    ])
    return () => showRoadChanges([])
  }, [value])
  if (value === null)
    return failure ? (
      <ErrorNote what={words.changesFailed} hint={failureWords(failure)} onRetry={() => void reload()} />
    ) : (
      <Loading rows={4} />
    )
  const { counts, metres, added, gone, changed } = value
  const rows = [
    ...added.map((one) => ({ ...one, kind: 'added' as const, notes: [] as string[] })),
    ...gone.map((one) => ({ ...one, kind: 'gone' as const, notes: [] as string[] })),
    ...changed.map((one) => ({
      ...one,
      kind: 'changed' as const,
      notes: [...(one.line ? [words.line] : []), ...(one.tags.length > 0 ? [words.tag(one.tags.join(', '))] : [])],
    })),
  ].sort((a, b) => b.metres - a.metres)
  if (rows.length === 0) return <p>{words.same}</p>
  return (
    <section className={styles.section}>
      <p className={styles.legend}>
        <span className={styles.better}>{words.legendAdded}</span>
        <span className={styles.worse}>{words.legendGone}</span>
      </p>
      <p>
        {words.sum(
          number(counts.added),
          kilometres(metres.added),
          number(counts.gone),
          kilometres(metres.gone),
          number(counts.changed),
        )}
      </p>
      <ul className={styles.list}>
        {rows.slice(0, ROWS).map((row) => (
          <li key={`${row.kind} ${row.way}`} className={styles.change}>
            <span>
              <b>{roadName(row, road)}</b> {roadClass(row.class, road)}
            </span>
            <span className={styles.note}>
              {[words.kind[row.kind], kilometres(row.metres), ...row.notes].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {rows.length > ROWS ? <p className={styles.note}>{words.listed(number(ROWS))}</p> : null}
    </section>
  )
}
