'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../_live/api'
import { account } from '../_text/account'
import { browserName } from '../_text/browser-name'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { Dialog } from '../_ui/dialog'
import type { SessionOfAccount } from '../_ui/session-rows'
import { toast } from '../_ui/toast'
import styles from './account.module.css'
import { PasswordAgain } from './password-again'

/** Before somebody is signed out elsewhere (null: everywhere else): a screen left open is not enough for that. */
export const EndSessions = ({
  session,
  others,
  onClose,
  onEnded,
}: {
  session: SessionOfAccount | null
  others: number
  onClose: () => void
  onEnded: () => Promise<void>
}) => {
  const words = useText(account)
  const failureWords = useFailureWords()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const end = async (event?: FormEvent) => {
    event?.preventDefault()
    if (password === '') return setError(words.password.missing(words.password.current))
    setBusy(true)
    setError(null)
    const body = { password, session: session?.id ?? null }
    const answer = await api.post<{ ended: number }>('/account/sessions/end', body)
    setBusy(false)
    if (!answer.ok && answer.failure.kind !== 'not-found') {
      return setError(failureWords(answer.failure, { forbidden: words.password.wrong }))
    }
    // One that is not there any more has ended by itself.
    toast(words.sessions.ended(answer.ok ? answer.value.ended : 0))
    onClose()
    await onEnded()
  }

  const where = session === null ? null : (browserName(session.agent) ?? words.sessions.unknown)
  return (
    <Dialog
      open
      title={where === null ? words.sessions.endOthersTitle(others) : words.sessions.endTitle(where)}
      act={words.sessions.end}
      busy={busy}
      onAct={() => void end()}
      onClose={onClose}
    >
      <form className={styles.asked} onSubmit={(event) => void end(event)} noValidate>
        <p>{words.sessions.endBody}</p>
        <PasswordAgain value={password} error={error} onChange={setPassword} />
      </form>
    </Dialog>
  )
}
