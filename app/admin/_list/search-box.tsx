'use client'

import { Icon } from '../../_ui/icons'
import styles from './list.module.css'

/** What a list is narrowed by as one types. */
export const SearchBox = ({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (typed: string) => void
}) => (
  <label className={styles.search}>
    <Icon name="search" />
    <span className="unseen">{label}</span>
    <input type="search" placeholder={label} value={value} onChange={(event) => onChange(event.target.value)} />
  </label>
)
