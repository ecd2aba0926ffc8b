'use client'

import { useEffect, useRef } from 'react'
import { MINUTE_MS } from '#domain/instant'

const ASK_MS = 30 * MINUTE_MS
const LOOK_MS = 5_000

const askForNewer = (): void => {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker
    .getRegistration()
    .then((registration) => registration?.update())
    // Without network there is nothing newer.
    .catch(() => undefined)
}

/**
 * Registers the service worker, which makes the page open without network, and takes a newer one over when nobody is
 * typing. What waits lies in IndexedDB and does not notice. `wanted`: the server no longer speaks with this page.
 */
export function useUpdates(idle: boolean, wanted: boolean): void {
  const newer = useRef(false)

  useEffect(() => {
    // In development the pages change under the worker; without a secure context there is none. (Asked by `in`: the
    // bundler takes a bare `navigator.serviceWorker` to be there and drops the question.)
    if (BUILD_ID === 'dev' || !('serviceWorker' in navigator)) return
    const workers = navigator.serviceWorker
    let first = workers.controller === null
    const onChange = () => {
      // The first worker of a page brings nothing newer.
      if (first) first = false
      else newer.current = true
    }
    workers.addEventListener('controllerchange', onChange)
    workers.register('/sw.js', { scope: '/' }).catch(() => undefined)
    // Browsers ask for a newer worker when a page is opened; a tablet's stays open for days.
    const ask = setInterval(askForNewer, ASK_MS)
    return () => {
      clearInterval(ask)
      workers.removeEventListener('controllerchange', onChange)
    }
  }, [])

  useEffect(() => {
    if (wanted) askForNewer()
  }, [wanted])

  useEffect(() => {
    if (!idle) return
    const look = setInterval(() => {
      if (newer.current) location.reload()
    }, LOOK_MS)
    return () => clearInterval(look)
  }, [idle])
}
