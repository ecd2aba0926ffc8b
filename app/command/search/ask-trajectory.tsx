'use client'

import { type FormEvent, useState } from 'react'
import { DAY_MS } from '#domain/instant'
import { api } from '../../_live/api'
import { serverNow } from '../../_live/live-store'
import { useText } from '../../_text/language'
import { searchWords } from '../../_text/search'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import { useSending } from '../../_ui/use-sending'
import styles from './search.module.css'

const BACK_MS = 14 * DAY_MS

/** Asks another for leave, over the last fourteen days. */
export const AskTrajectory = ({ plate, reason, onAsked }: { plate: string; reason: string; onAsked: () => void }) => {
  const words = useText(searchWords)
  const [typed, setTyped] = useState({ plate, reason, approver: '' })
  const { busy, error, send } = useSending()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const now = serverNow()
    const span = { from: new Date(now - BACK_MS + 1).toISOString(), to: new Date(now).toISOString() }
    const answer = await send(api.post('/trajectories', { ...typed, ...span }), {}, words.trajectory.labels)
    if (!answer.ok) return
    setTyped({ ...typed, plate: '', approver: '' })
    onAsked()
  }
  const field = (name: keyof typeof typed, label: string) => ({
    label,
    value: typed[name],
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  })
  return (
    <form className={styles.ask} onSubmit={(event) => void submit(event)} noValidate autoComplete="off">
      <TextField {...field('plate', words.plate)} />
      <TextField {...field('approver', words.trajectory.approver)} autoCapitalize="none" />
      <TextField {...field('reason', words.reason)} maxLength={200} />
      {error === null ? null : (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <Button type="submit" busy={busy} disabled={Object.values(typed).some((one) => one.trim() === '')}>
        {words.trajectory.ask}
      </Button>
    </form>
  )
}
