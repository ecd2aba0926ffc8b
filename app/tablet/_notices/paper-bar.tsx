'use client'

import { useState } from 'react'
import { useText } from '../../_text/language'
import { fromLocalInput, toLocalInput } from '../../_text/local-input'
import { tabletRescue } from '../../_text/tablet-rescue'
import { useZone } from '../../_text/zone'
import type { FormAct, PaperTime } from '../_entry/form-shape'
import keyStyles from '../_keys/keys.module.css'
import barStyles from './notice-bar.module.css'
import styles from './paper-bar.module.css'

interface PaperBarProps {
  paper: PaperTime
  /** By the server's clock. */
  nowMs: number
  act: (act: FormAct) => void
  /** Something is typed and not saved: to leave would drop it, which takes a second press. */
  unsaved: boolean
  onLeave: () => void
}

/** 补录: what is typed now stands on paper, and passed when the paper says. */
export const PaperBar = ({ paper, nowMs, act, unsaved, onLeave }: PaperBarProps) => {
  const words = useText(tabletRescue).paper
  const zone = useZone()
  const [typed, setTyped] = useState(() => (paper.at === null ? '' : toLocalInput(paper.at, zone)))
  const [asked, setAsked] = useState(false)
  if (asked && !unsaved) setAsked(false)
  const leave = () => (unsaved && !asked ? setAsked(true) : onLeave())
  const change = (next: string) => {
    setTyped(next)
    const at = fromLocalInput(next, zone)
    act({ type: 'paper-time', at: at !== null && Date.parse(at) <= nowMs ? at : null })
  }
  return (
    <div className={`${barStyles.bar} ${barStyles.task} ${barStyles.watch}`}>
      <label className={styles.time}>
        <b>{words.entering}</b>
        <input
          type="datetime-local"
          value={typed}
          max={toLocalInput(new Date(nowMs).toISOString(), zone)}
          aria-label={words.when}
          aria-invalid={paper.at === null}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </label>
      <button type="button" className={keyStyles.plain} onClick={leave}>
        {asked ? words.drop : words.leave}
      </button>
    </div>
  )
}
