/** Who is signed in on this page. Asked once a page; signing in and out changes it for everything that shows it. */
'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { setZone } from '../_text/zone'
import { type Answer, api, type Failure } from './api'
import { forgetLive, reconnectLive } from './live-store'

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
  | { phase: 'signed-out' }
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
  if (next.phase === 'signed-out') forgetLive()
}

const take = (answer: Answer<Session>) => {
  if (answer.ok) set({ phase: 'signed-in', session: answer.value })
  else if (answer.failure.kind === 'unauthorized') set({ phase: 'signed-out' })
  else set({ phase: 'failed', failure: answer.failure })
}

/** The server leaves this cookie with the session's own, which pages can not read. */
const HERE = /(?:^|; )(?:__Host-)?kakou_here=1/

export const askSession = async (): Promise<void> => {
  asked = true
  // Nobody signed in here: asked all the same, the server's refusal would stand in the console.
  if (!HERE.test(document.cookie)) set({ phase: 'signed-out' })
  else take(await api.get<Session>('/session'))
}

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
  set({ phase: 'signed-out' })
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
