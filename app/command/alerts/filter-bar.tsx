'use client'

import { SEVERITIES } from '#domain/alerts/alert-causes'
import { ALERT_KINDS, type AlertKind } from '#domain/alerts/alert-kinds'
import { alertWords } from '../../_text/alerts'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import styles from './filter-bar.module.css'
import { QUEUE_PARTS, type QueueFilter, type QueuePart } from './queue-filter'
import { setQueueFilter } from './use-queue-filter'

/** Which alerts are shown; a part that has none is left out, unless it is the one that is chosen. */
export const FilterBar = ({ filter, counts }: { filter: QueueFilter; counts: Record<QueuePart, number> }) => {
  const words = useText(alertWords)
  const parts = QUEUE_PARTS.filter((part) => part === 'all' || part === filter.part || counts[part] > 0)
  return (
    <fieldset className={styles.bar}>
      <legend className="unseen">{words.filters}</legend>
      <div className={styles.parts}>
        {parts.map((part) => (
          <button
            key={part}
            type="button"
            className={styles.part}
            aria-pressed={part === filter.part}
            onClick={() => setQueueFilter({ part })}
          >
            {words.part[part]} <span className={styles.count}>{number(counts[part])}</span>
          </button>
        ))}
      </div>
      <div className={styles.selects}>
        <select
          className={styles.select}
          aria-label={words.kindLabel}
          value={filter.kind ?? ''}
          onChange={({ target }) => setQueueFilter({ kind: target.value === '' ? null : (target.value as AlertKind) })}
        >
          <option value="">{words.anyKind}</option>
          {ALERT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.kind[kind]}
            </option>
          ))}
        </select>
        <select
          className={styles.select}
          aria-label={words.severityLabel}
          value={filter.severity ?? ''}
          onChange={({ target }) =>
            setQueueFilter({ severity: target.value === '' ? null : (target.value as QueueFilter['severity']) })
          }
        >
          <option value="">{words.anySeverity}</option>
          {SEVERITIES.map((severity) => (
            <option key={severity} value={severity}>
              {words.severity[severity]}
            </option>
          ))}
        </select>
      </div>
    </fieldset>
  )
}
