'use client'

import { useCallback, useInsertionEffect, useRef } from 'react'

/** The newest `act` under one identity, so that a part which was given it is not drawn anew with every key. For handlers. */
export function useSteady<Given extends unknown[], Result>(
  act: (...given: Given) => Result,
): (...given: Given) => Result {
  const newest = useRef(act)
  useInsertionEffect(() => {
    newest.current = act
  })
  return useCallback((...given: Given) => newest.current(...given), [])
}
