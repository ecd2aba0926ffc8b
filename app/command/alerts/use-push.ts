'use client'

import { useEffect } from 'react'
import { api } from '../../_live/api'
import { keptSeverities, type PushState, pushWay, switchPushOn } from '../../_live/push'
import { select } from '../selection'

/**
 * The command room's side of pushes: a click on one leads this page to its alert, and a browser that is to be told of
 * alerts is told again under a new session. (A browser whose address changed was forgotten by the server: the same.)
 */
export const usePush = (): void => {
  useEffect(() => {
    const severities = keptSeverities()
    if (severities !== null && pushWay() === 'open') subscribeAgain(severities).catch(() => {})
    if (!('serviceWorker' in navigator)) return
    const workers = navigator.serviceWorker
    const onMessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'object' || data === null || !('open' in data) || typeof data.open !== 'string') return
      const query = new URL(data.open, window.location.origin).searchParams
      select({ checkpoint: query.get('checkpoint'), alert: query.get('alert') })
    }
    workers.addEventListener('message', onMessage)
    workers.startMessages()
    return () => workers.removeEventListener('message', onMessage)
  }, [])
}

const subscribeAgain = async (severities: NonNullable<ReturnType<typeof keptSeverities>>): Promise<void> => {
  const answer = await api.get<PushState>('/push')
  if (!answer.ok || answer.value.own !== null || answer.value.publicKey === null) return
  await switchPushOn(answer.value.publicKey, severities)
}
