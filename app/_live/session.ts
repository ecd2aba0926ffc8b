/** Who is signed in on this page. Asked once a page; signing in and out changes it for everything that shows it. */
'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { setZone } from '../_text/zone'
import { type Answer, api, type Failure } from './api'
import { forgetLive, reconnectLive } from './live-store'
import { whenSessionEnded } from './session-ended'

export type Role = 'admin' | 'command' | 'health' | 'planner' | 'supervisor' | 'reporter' | 'staff'

export interface Session {
  user: {
    name: string
    displayName: string
    role: Role
    jurisdiction: { code: string; name: string }
  }
  /** IANA name of the jurisdiction's zone. */
  zone: string
  /** Signed in as a wall display, which may enter no other room. */
  wall: boolean
  /** What must be done on the account's page before the server does anything else. */
  owes?: 'password' | 'code'
}

type SessionState =
  | { phase: 'asking' }
  /** `was`: who worked on this page when the session ended by itself. */
  | { phase: 'signed-out'; was: Session | null }
  | { phase: 'signed-in'; session: Session }
  | { phase: 'failed'; failure: Failure }

const ASKING: SessionState = { phase: 'asking' }
let state: SessionState = ASKING
let asked = false
const listeners = new Set<() => void>()

const set = (next: SessionState) => {
  state = next
  if (next.phase === 'signed-in') setZone(next.session.zone)
  for (const listener of listeners) listener()
  // Whose session ended by itself goes on with the page that he had.
  if (next.phase === 'signed-out' && next.was === null) forgetLive()
}

/** Whose page this is: who is signed in, or was until the session ended. */
const owner = (): Session | null =>
  state.phase === 'signed-in' ? state.session : state.phase === 'signed-out' ? state.was : null

const take = (answer: Answer<Session>) => {
  const before = owner()
  if (!answer.ok) {
    if (answer.failure.kind === 'unauthorized') return set({ phase: 'signed-out', was: before })
    // Whoever is at work goes on where the server did not answer just now.
    if (state.phase !== 'signed-in') set({ phase: 'failed', failure: answer.failure })
    return
  }
  // Somebody else came in, on another page of this browser: nothing that this one shows is theirs.
  if (before !== null && before.user.name !== answer.value.user.name) return window.location.reload()
  set({ phase: 'signed-in', session: answer.value })
}

/** The server leaves this cookie with the session's own, which pages can not read. */
const HERE = /(?:^|; )(?:__Host-)?kakou_here=1/

export const askSession = async (): Promise<void> => {
  asked = true
  // Nobody signed in here: asked all the same, the server's refusal would stand in the console.
  if (!HERE.test(document.cookie)) set({ phase: 'signed-out', was: owner() })
  else take(await api.get<Session>('/session'))
}

whenSessionEnded(() => void askSession())

/** `code` is of the account's app, where it has one. */
export const signIn = async (username: string, password: string, code: string | null): Promise<Answer<Session>> => {
  const answer = await api.post<Session>('/session', { username, password, code })
  if (answer.ok) {
    // The answer may be bare; who we are is asked for in one place.
    await askSession()
    reconnectLive()
  }
  return answer
}

export const signOut = async (): Promise<void> => {
  await api.delete('/session')
  // Drafts of whoever was here; what a tablet holds lies elsewhere, and stays.
  sessionStorage.clear()
  set({ phase: 'signed-out', was: null })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useSession = (): SessionState => {
  useEffect(() => {
    if (!asked) void askSession()
  }, [])
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => ASKING,
  )
}
