'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/**
 * Whether the page's own script has taken over what the server drew. Before that a key does nothing, or what a browser
 * does by itself: on a slow line or a busy device a reader may be sooner.
 */
export const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
