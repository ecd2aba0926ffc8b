'use client'

import { useEffect, useRef } from 'react'

/**
 * Registers the service worker, which makes the page open without network, and takes a newer one over when nobody is
 * typing. What waits lies in IndexedDB and does not notice. `wanted`: the server no longer speaks with this page.
 */
export function useUpdates(idle: boolean, wanted: boolean): void {
  const newer = useRef(false)

  useEffect(() => {
    const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker
    // In development the pages change under the worker; without a secure context there is none.
    if (!workers || BUILD_ID === 'dev') return
    const first = workers.controller === null
    const onChange = () => {
      // The first worker of a page brings nothing newer.
      if (!first) newer.current = true
    }
    workers.addEventListener('controllerchange', onChange)
    workers.register('/sw.js', { scope: '/' }).catch(() => undefined)
    return () => workers.removeEventListener('controllerchange', onChange)
  }, [])

  useEffect(() => {
    if (!wanted) return
    const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker
    workers
      ?.getRegistration()
      .then((registration) => registration?.update())
      .catch(() => undefined)
  }, [wanted])

  useEffect(() => {
    if (!idle) return
    const look = setInterval(() => {
      if (newer.current) location.reload()
    }, 5_000)
    return () => clearInterval(look)
  }, [idle])
}
