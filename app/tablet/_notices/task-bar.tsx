'use client'

import { useState } from 'react'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import type { EntryForm, FormTask } from '../_entry/form-shape'
import { isBegun } from '../_entry/forms'
import keyStyles from '../_keys/keys.module.css'
import { whatPassed } from '../passage-words'
import styles from './notice-bar.module.css'

interface TaskBarProps {
  form: EntryForm
  task: Exclude<FormTask, { kind: 'new' }>
  onLeave: () => void
}

/** What is mended now. What was typed is dropped by a second press only. */
export const TaskBar = ({ form, task, onLeave }: TaskBarProps) => {
  const words = useText(tablet)
  /** The form as it was when leaving was asked about: any key takes the question back. */
  const [askedFor, setAskedFor] = useState<EntryForm | null>(null)
  const asked = askedFor === form
  return (
    <p className={`${styles.bar} ${styles.task}`}>
      <b>{words.task[task.kind](whatPassed(task.kind === 'mend' ? task.entry : task.root, words))}</b>
      <button
        type="button"
        className={keyStyles.plain}
        onClick={() => (!asked && isBegun(form) ? setAskedFor(form) : onLeave())}
      >
        {asked ? words.task.drop : words.task.leave}
      </button>
    </p>
  )
}
