'use client'

import { useEffect, useRef } from 'react'
import type { Scenario } from '#protocol/scenario'
import { readSelection } from '../selection'
import { openScenario } from './scenario-row'

/** A link that names a kept plan and no other opens it, once. */
export const useOpenLink = (named: Scenario | null): void => {
  const done = useRef(false)
  useEffect(() => {
    if (done.current || named === null) return
    done.current = true
    if (readSelection().plan === null) openScenario(named)
  }, [named])
}
