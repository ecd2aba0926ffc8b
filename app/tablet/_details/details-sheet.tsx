'use client'

import { useState } from 'react'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import { tabletDetails } from '../../_text/tablet-details'
import type { EntryForm, FormAct } from '../_entry/form-shape'
import keyStyles from '../_keys/keys.module.css'
import { TabletIcon } from '../icons'
import styles from './details-sheet.module.css'
import { PersonFields } from './person-fields'
import type { KnownRegion } from './region-field'
import { TripFields } from './trip-fields'

interface DetailsSheetProps {
  form: EntryForm
  act: (act: FormAct) => void
  /** Which part is open first; null: what is said for all. */
  person: number | null
  known: readonly KnownRegion[]
  province: string
  onClose: () => void
}

/** What is one tap away and costs none when all is normal. Every key and character goes into the form at once. */
export const DetailsSheet = ({ form, act, person, known, province, onClose }: DetailsSheetProps) => {
  const words = useText(tabletDetails)
  const { person: nth } = useText(tablet)
  const [open, setOpen] = useState(person)
  const tab = (at: number | null, label: string) => (
    <button
      key={String(at)}
      type="button"
      className={`${keyStyles.plain} ${at === open ? keyStyles.chosen : ''}`}
      aria-pressed={at === open}
      onClick={() => setOpen(at)}
    >
      {label}
    </button>
  )
  return (
    <main className={styles.sheet} aria-label={words.title}>
      <nav className={styles.tabs} aria-label={words.title}>
        {tab(null, form.onFoot ? words.wholeOnFoot : words.whole)}
        {form.people.map(({ details }, index) => tab(index, details.name || nth(index)))}
      </nav>
      <div className={styles.body}>
        {open === null ? (
          <TripFields form={form} act={act} known={known} province={province} />
        ) : (
          <PersonFields key={open} form={form} act={act} index={open} known={known} province={province} />
        )}
      </div>
      <button type="button" className={`${keyStyles.primary} ${styles.close}`} onClick={onClose}>
        <TabletIcon name="check" size={38} />
        {words.done}
      </button>
    </main>
  )
}
