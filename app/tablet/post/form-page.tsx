'use client'

import type { ReactNode } from 'react'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import { tabletPost } from '../../_text/tablet-post'
import detailStyles from '../_details/details-sheet.module.css'
import keyStyles from '../_keys/keys.module.css'
import { TabletIcon } from '../icons'
import styles from './post.module.css'

interface FormPageProps {
  title: string
  submit: string
  /** What is missing before it can be kept; none: it can. */
  missing: readonly string[]
  saving: boolean
  trouble: string | null
  onSubmit: () => void
  onBack: () => void
  children: ReactNode
}

/** One form of the post: its questions scroll, its one key stays under either thumb and says what is missing. */
export const FormPage = ({ title, submit, missing, saving, trouble, onSubmit, onBack, children }: FormPageProps) => {
  const words = useText(tabletPost)
  const { missing: left, join, saving: busy } = useText(tablet)
  return (
    <main className={detailStyles.sheet} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <button type="button" className={keyStyles.plain} onClick={onBack}>
          {words.back}
        </button>
      </div>
      <div className={detailStyles.body}>{children}</div>
      {trouble === null ? null : (
        <p className={styles.trouble} role="alert">
          <TabletIcon name="warning" size={26} />
          {trouble}
        </p>
      )}
      <button
        type="button"
        className={`${keyStyles.primary} ${detailStyles.close}`}
        aria-disabled={missing.length > 0 || saving}
        data-role="submit"
        onClick={missing.length > 0 || saving ? undefined : onSubmit}
      >
        {missing.length === 0 && !saving ? <TabletIcon name="check" size={38} /> : null}
        {saving ? busy : missing.length > 0 ? left(missing.join(join)) : submit}
      </button>
    </main>
  )
}
