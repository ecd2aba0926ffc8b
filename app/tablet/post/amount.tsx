'use client'

import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import keyStyles from '../_keys/keys.module.css'
import fieldStyles from '../field.module.css'
import { TabletIcon } from '../icons'
import styles from './post.module.css'

const MOST = 1_000_000

interface AmountProps {
  label: string
  /** Null: not said. */
  value: number | null
  step?: number
  onChange: (value: number | null) => void
}

/** A number by two large keys, or written. */
export const Amount = ({ label, value, step = 1, onChange }: AmountProps) => {
  const words = useText(tabletPost).supplies
  const put = (next: number) => onChange(Math.min(MOST, Math.max(0, next)))
  return (
    <div className={styles.amount} data-question={label}>
      <span>{label}</span>
      <button
        type="button"
        className={keyStyles.plain}
        aria-label={`${label}：${words.less}`}
        onClick={() => put((value ?? 0) - step)}
      >
        <TabletIcon name="minus" />
      </button>
      <input
        className={fieldStyles.field}
        inputMode="decimal"
        aria-label={label}
        value={value === null ? '' : String(value)}
        placeholder="–"
        onChange={(event) => {
          const text = event.currentTarget.value.trim()
          const next = Number(text)
          if (text === '') onChange(null)
          else if (Number.isFinite(next)) put(next)
        }}
      />
      <button
        type="button"
        className={keyStyles.plain}
        aria-label={`${label}：${words.more}`}
        onClick={() => put((value ?? 0) + step)}
      >
        <TabletIcon name="plus" />
      </button>
    </div>
  )
}
