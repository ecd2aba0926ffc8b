/** This browser's subscription to pushes: alerts shown by its own worker while no page of ours is open. */
'use client'

import type { SEVERITIES } from '#domain/alerts/alert-causes'
import { language } from '../_text/language'
import { type Answer, api } from './api'

export type Severity = (typeof SEVERITIES)[number]

export const PUSH_WORKER = { path: '/push-worker.js', scope: '/command' } as const

export interface PushState {
  publicKey: string | null
  own: {
    host: string
    severities: Severity[]
    endsAt: string
    last: { state: string; at: string; fault: string | null } | null
  } | null
}

const STORED_AS = 'kakou.push'

/** What is to be told here, until it is switched off here: a session ends sooner. Null: nothing. */
export const keptSeverities = (): Severity[] | null => {
  try {
    const kept = localStorage.getItem(STORED_AS)
    // Only `keepSeverities` writes it.
    return kept === null ? null : (JSON.parse(kept) as Severity[])
  } catch {
    return null
  }
}

const keepSeverities = (severities: readonly Severity[] | null): void => {
  try {
    if (severities === null) localStorage.removeItem(STORED_AS)
    else localStorage.setItem(STORED_AS, JSON.stringify(severities))
  } catch {
    // Then it ends with the session.
  }
}

/** `none`: the browser has no pushes, or not on plain HTTP. */
export const pushWay = (): 'none' | 'denied' | 'ask' | 'open' => {
  const there = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
  if (!window.isSecureContext || !there) return 'none'
  const { permission } = Notification
  return permission === 'denied' ? 'denied' : permission === 'granted' ? 'open' : 'ask'
}

type Switched = Answer<unknown> | { ok: false; failure: 'denied' | 'unreachable' }

/** Has the browser's maker give an address, and the server write to it. Asks the reader where that was not asked yet. */
export const switchPushOn = async (publicKey: string, severities: readonly Severity[]): Promise<Switched> => {
  if ((await Notification.requestPermission()) !== 'granted') return { ok: false, failure: 'denied' }
  const subscription = await subscribeHere(publicKey)
  if (subscription === null) return { ok: false, failure: 'unreachable' }
  const { endpoint, keys } = subscription.toJSON()
  const answer = await api.post('/push', { endpoint, keys, severities, language: language() })
  if (answer.ok) keepSeverities(severities)
  return answer
}

export const switchPushOff = async (): Promise<Answer<unknown>> => {
  keepSeverities(null)
  const answer = await api.delete('/push')
  const worker = await navigator.serviceWorker.getRegistration(PUSH_WORKER.scope)
  // Where it can't be taken back, nobody writes to it any more all the same.
  await (await worker?.pushManager.getSubscription())?.unsubscribe().catch(() => false)
  return answer
}

/** Null where the browser does not reach the push service of its maker. */
const subscribeHere = async (publicKey: string): Promise<PushSubscription | null> => {
  try {
    const { path, scope } = PUSH_WORKER
    const { pushManager } = await activeWorker(await navigator.serviceWorker.register(path, { scope }))
    const before = await pushManager.getSubscription()
    if (before !== null) {
      if (keyOf(before) === publicKey) return before
      // Of another instance that stood at this address.
      await before.unsubscribe()
    }
    return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  } catch {
    return null
  }
}

const keyOf = ({ options }: PushSubscription): string => {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0))
  const base64 = btoa(String.fromCharCode(...bytes))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** A browser subscribes only a worker that is at work; this page is not under it, so nothing else says when it is. */
const activeWorker = async (worker: ServiceWorkerRegistration): Promise<ServiceWorkerRegistration> => {
  const coming = worker.active === null ? (worker.installing ?? worker.waiting) : null
  if (coming !== null) {
    await new Promise<void>((resolve, reject) => {
      coming.addEventListener('statechange', () => {
        if (coming.state === 'activated') resolve()
        if (coming.state === 'redundant') reject(new Error('the worker did not start'))
      })
    })
  }
  return worker
}
