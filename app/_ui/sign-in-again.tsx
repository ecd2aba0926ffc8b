'use client'

import { type FormEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { loginHref } from '../_live/next-path'
import type { Session } from '../_live/session'
import { useText } from '../_text/language'
import { login } from '../_text/login'
import { Button } from './button'
import dialog from './dialog.module.css'
import { TextField } from './field'
import styles from './sign-in-again.module.css'
import { useSignIn } from './use-sign-in'

/**
 * The session ended while somebody worked: whoever it was signs in again above the page, which is hidden meanwhile, and finds
 * on it all that was written. Nothing but signing in takes it away, so that no key drops half a briefing.
 */
export const SignInAgain = ({ was }: { was: Session }) => {
  const words = useText(login)
  const { code, setCode, busy, error, submit } = useSignIn()
  const [password, setPassword] = useState('')
  const heading = useId()
  const element = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = element.current
    if (shown === null) return
    // A browser lets a second Esc close what refused the first.
    const again = () => shown.showModal()
    shown.showModal()
    shown.addEventListener('close', again)
    return () => {
      shown.removeEventListener('close', again)
      // Back to the field that was written in.
      shown.close()
    }
  }, [])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit(was.user.name, password)
  }
  const asAnother = () => {
    const { pathname, search, hash } = window.location
    window.location.assign(loginHref(pathname + search + hash))
  }
  return (
    <dialog
      ref={element}
      className={`${dialog.dialog} ${styles.over}`}
      aria-labelledby={heading}
      onCancel={(event) => event.preventDefault()}
    >
      <form onSubmit={onSubmit} noValidate>
        <h2 id={heading} className={dialog.title}>
          {words.ended}
        </h2>
        <div className={styles.fields}>
          <p>{words.endedHint(was.user.displayName || was.user.name)}</p>
          <TextField
            label={words.password}
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
          {code === null ? null : (
            <TextField
              label={words.code}
              hint={words.codeHint}
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              // It stands where the reader looks next: the server has just asked for it.
              autoFocus
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
          )}
          {error === null ? null : <p role="alert">{error}</p>}
        </div>
        <div className={dialog.acts}>
          <Button onClick={asAnother}>{words.asAnother}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {words.signIn}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
