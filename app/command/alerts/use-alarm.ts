'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Alert } from '#protocol/live'
import { PUSH_WORKER } from '../../_live/push'
import { useConnection } from '../../_live/use-live'
import { select } from '../selection'
import { isAwake, soundAlarm, wakeSound } from './alarm-sound'
import { freshAlerts, type Known, knownOf } from './fresh-alerts'

const SOUND_KEY = 'kakou.alert-sound'
const NOTIFY_KEY = 'kakou.alert-notify'

const isKept = (key: string): boolean => {
  try {
    return localStorage.getItem(key) === 'on'
  } catch {
    return false
  }
}
const keep = (key: string, on: boolean): void => {
  try {
    localStorage.setItem(key, on ? 'on' : 'off')
  } catch {
    // Kept for this visit alone.
  }
}

/** `none`: the browser has no notifications, or not on plain HTTP. */
type NotifyState = 'on' | 'off' | 'denied' | 'none'

interface Alarm {
  sound: boolean
  notify: NotifyState
  switchSound(): void
  switchNotify(): void
}

/**
 * Calls for somebody when an alert comes: by sound, and by a notification of the browser while the page is out of sight.
 * Both are this browser's own choice. These notifications come from the page itself: they need no internet, and the page
 * must be open. Where the push worker is there too it shows them, so that the push of an alert takes the place of the
 * page's own.
 */
export const useAlarm = (alerts: readonly Alert[], home: string, say: (alert: Alert) => string): Alarm => {
  const { phase } = useConnection()
  const [sound, setSound] = useState(false)
  const [notify, setNotify] = useState<NotifyState>('none')
  const known = useRef<Known | null>(null)
  const now = useRef({ sound, notify, say })
  now.current = { sound, notify, say }

  useEffect(() => {
    setSound(isKept(SOUND_KEY))
    setNotify(notifyState(isKept(NOTIFY_KEY)))
    const wake = () => {
      if (isKept(SOUND_KEY) && !isAwake()) wakeSound().catch(() => {})
    }
    window.addEventListener('pointerdown', wake)
    window.addEventListener('keydown', wake)
    return () => {
      window.removeEventListener('pointerdown', wake)
      window.removeEventListener('keydown', wake)
    }
  }, [])

  useEffect(() => {
    if (phase !== 'live') return
    const fresh = freshAlerts(known.current, alerts, home)
    known.current = knownOf(alerts)
    const [first] = fresh
    if (first === undefined) return
    if (now.current.sound) soundAlarm((fresh.find(({ kind }) => kind === 'fever') ?? first).kind)
    if (now.current.notify === 'on' && document.visibilityState === 'hidden') {
      for (const alert of fresh.slice(0, 3)) void show(alert, now.current.say(alert)).catch(() => {})
    }
  }, [alerts, home, phase])

  const switchSound = useCallback(() => {
    const on = !now.current.sound
    keep(SOUND_KEY, on)
    setSound(on)
    if (on)
      wakeSound().then(
        () => soundAlarm('queue'),
        () => {},
      )
  }, [])
  const switchNotify = useCallback(() => {
    const { notify: before } = now.current
    if (before === 'none' || before === 'denied') return
    const on = before === 'off'
    keep(NOTIFY_KEY, on)
    if (!on) return setNotify('off')
    Notification.requestPermission().then(
      () => setNotify(notifyState(true)),
      () => setNotify('off'),
    )
  }, [])
  return { sound, notify, switchSound, switchNotify }
}

const notifyState = (wanted: boolean): NotifyState => {
  if (!window.isSecureContext || !('Notification' in window)) return 'none'
  if (Notification.permission === 'denied') return 'denied'
  return wanted && Notification.permission === 'granted' ? 'on' : 'off'
}

const show = async (alert: Alert, words: string): Promise<void> => {
  const how = { tag: alert.id, requireInteraction: alert.severity === 'critical' }
  const checkpoint = alert.checkpoint ?? null
  const worker = await navigator.serviceWorker?.getRegistration(PUSH_WORKER.scope)
  if (worker?.active?.scriptURL.endsWith(PUSH_WORKER.path)) {
    const where = new URLSearchParams({ ...(checkpoint === null ? {} : { checkpoint }), alert: alert.id })
    return worker.showNotification(words, { ...how, data: { link: `/command?${where}` } })
  }
  try {
    const told = new Notification(words, how)
    told.onclick = () => {
      window.focus()
      select({ checkpoint, alert: alert.id })
      told.close()
    }
  } catch {
    // Some phones let only a worker notify: the sound has to do.
  }
}
