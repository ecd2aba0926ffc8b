'use client'

import { ASK_LEVELS, type AskLevel, type PolicyDocument } from '#domain/policy/policy'
import { useResource } from '../../_live/use-resource'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import styles from './policy.module.css'

type Levels = PolicyDocument['levelAt']

/** Checkpoints that ask more or less than the others. */
export const LevelsAt = ({ levels, onChange }: { levels: Levels; onChange: (levels: Levels) => void }) => {
  const words = useText(policy)
  const { value } = useResource<{ checkpoints: { code: string; name: string }[] }>('/checkpoints')
  const places = value?.checkpoints ?? []
  const nameOf = (code: string) => places.find((place) => place.code === code)?.name ?? code
  const free = places.filter(({ code }) => !Object.hasOwn(levels, code))
  return (
    <fieldset className={styles.list}>
      <legend>{words.times.levelAt}</legend>
      {Object.entries(levels).map(([code, level]) => (
        <div key={code} className={styles.listRow}>
          <span className={styles.grow}>{nameOf(code)}</span>
          <select
            className={styles.input}
            aria-label={nameOf(code)}
            value={level}
            onChange={(event) => onChange({ ...levels, [code]: event.target.value as AskLevel })}
          >
            {ASK_LEVELS.map((one) => (
              <option key={one} value={one}>
                {words.levelShort[one]}
              </option>
            ))}
          </select>
          <Button
            look="quiet"
            aria-label={`${words.remove} ${nameOf(code)}`}
            onClick={() => onChange(Object.fromEntries(Object.entries(levels).filter(([key]) => key !== code)))}
          >
            <Icon name="close" />
          </Button>
        </div>
      ))}
      {free.length === 0 ? null : (
        <select
          className={styles.input}
          value=""
          aria-label={words.times.addLevelAt}
          onChange={(event) => onChange({ ...levels, [event.target.value]: 'full' })}
        >
          <option value="" disabled>
            {words.times.addLevelAt}
          </option>
          {free.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  )
}
