'use client'

import { useState } from 'react'
import { signIn } from '../_live/session'
import { useText } from '../_text/language'
import { login } from '../_text/login'
import { useFailureWords } from '../_text/use-failure'

/** Signing in by name, password and, once the server wants one for this account, a code; what is wrong with it in words. */
export const useSignIn = () => {
  const words = useText(login)
  const failureWords = useFailureWords()
  /** Null until the server wants one for this account. */
  const [code, setCode] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (username: string, password: string): Promise<void> => {
    const missing = [
      username.trim() ? '' : words.username,
      password ? '' : words.password,
      code === null || code.trim() ? '' : words.code,
    ].filter(Boolean)
    if (missing.length > 0) {
      setError(words.missing(missing.join(' ')))
      return
    }
    setBusy(true)
    setError(null)
    const answer = await signIn(username.trim(), password, code?.trim() ?? null)
    setBusy(false)
    if (answer.ok) return
    const { failure } = answer
    const aboutCode = failure.problem?.errors?.some(({ path }) => path === '/code') ?? false
    if (aboutCode && code === null) return setCode('')
    // Another name or password: whether a code is wanted is asked anew.
    if (failure.kind === 'unauthorized' && !aboutCode) setCode(null)
    const ranOut = failure.problem?.errors?.some(({ path }) => path === '/password') ?? false
    const wrong = aboutCode ? words.wrongCode : ranOut ? words.ranOut : words.wrong
    setError(failureWords(failure, { unauthorized: wrong, invalid: wrong }))
  }
  return { code, setCode, busy, error, submit }
}
