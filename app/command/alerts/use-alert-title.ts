'use client'

import { useCallback } from 'react'
import type { Alert, CheckpointLive } from '#protocol/live'
import { alertWords } from '../../_text/alerts'
import { command } from '../../_text/command'
import { useText } from '../../_text/language'
import { useSupplyName } from '../../_text/supplies'
import { useFormat } from '../../_text/use-format'
import { alertTitle } from '../alert-words'

/** What an alert is about, in the reader's words; `now` is the server's time, ms. */
export const useAlertTitle = (): ((
  alert: Alert,
  checkpoint: CheckpointLive | undefined,
  now: number | null,
) => string) => {
  const words = useText(command)
  const more = useText(alertWords)
  const { duration, time } = useFormat()
  const supplyName = useSupplyName()
  return useCallback(
    (alert, checkpoint, now) => alertTitle(alert, checkpoint, { words, more, duration, time, supplyName, now }),
    [words, more, duration, time, supplyName],
  )
}
