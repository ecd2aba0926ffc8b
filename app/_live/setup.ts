/** The first run: what of it is done. The server answers this only while it is needed; then it is null. */
'use client'

import { useEffect, useState } from 'react'
import { type Answer, api } from './api'

export interface Setup {
  needed: boolean
  steps: { administrator: boolean; zone: boolean; roads: boolean; checkpoint: boolean; pairing: boolean }
}

export const askSetup = (): Promise<Answer<Setup | undefined>> => api.get<Setup | undefined>('/setup')

/** `undefined` while asked, null where there is nothing to set up. */
export const useSetup = (): Setup | null | undefined => {
  const [setup, setSetup] = useState<Setup | null>()
  useEffect(() => {
    let current = true
    void askSetup().then((answer) => {
      if (current) setSetup(answer.ok ? (answer.value ?? null) : null)
    })
    return () => {
      current = false
    }
  }, [])
  return setup
}
