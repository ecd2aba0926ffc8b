'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { nextPath } from '../_live/next-path'
import { type Session, useSession } from '../_live/session'
import { useText } from '../_text/language'
import { login } from '../_text/login'
import { ButtonLink } from '../_ui/button'
import { TextField } from '../_ui/field'
import { FormEnd } from '../_ui/form-end'
import { Front } from '../_ui/front'
import { Icon } from '../_ui/icons'
import { roomsOf } from '../_ui/rooms'
import { useAwake } from '../_ui/use-awake'
import { useSignIn } from '../_ui/use-sign-in'
import { FirstRun } from './first-run'
import styles from './login.module.css'

/** Where something is owed first; back to where the reader wanted to go; else to the first room of the role. */
const onward = (session: Session): string =>
  (session.owes ? '/account' : null) ??
  nextPath(window.location.search, window.location.origin) ??
  roomsOf(session.user.role)[0]?.path ??
  '/'

export const Login = () => {
  const words = useText(login)
  const router = useRouter()
  const state = useSession()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const awake = useAwake()

  // Typed, or filled in by the browser, before the page's script was there.
  useEffect(() => {
    const typed = form.current && new FormData(form.current)
    setUsername((known) => known || String(typed?.get('username') ?? ''))
    setPassword((known) => known || String(typed?.get('password') ?? ''))
  }, [])
  const { code, setCode, busy, error, submit } = useSignIn()

  useEffect(() => {
    if (state.phase === 'signed-in') router.replace(onward(state.session))
  }, [state, router])

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit(username, password)
  }

  return (
    <Front tagline={words.tagline}>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <TextField
          label={words.username}
          size="large"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <div className={styles.password}>
          <TextField
            label={words.password}
            size="large"
            name="password"
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <button type="button" className={styles.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? words.hide : words.show}
          </button>
        </div>
        {code === null ? null : (
          <TextField
            label={words.code}
            hint={words.codeHint}
            size="large"
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            // It stands where the reader looks next: the server has just asked for it.
            autoFocus
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        {/* A form that is sent without the script puts its password into the address. */}
        <FormEnd error={error} size="large" wide busy={busy} disabled={!awake} act={words.signIn} />
        <ButtonLink href="/tablet" size="large" wide>
          <Icon name="qr" size={18} />
          {words.tablet}
        </ButtonLink>
      </form>
      <FirstRun />
    </Front>
  )
}
