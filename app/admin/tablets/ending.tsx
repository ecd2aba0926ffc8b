'use client'

import { useState } from 'react'
import { api } from '../../_live/api'
import { admin } from '../../_text/admin'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Dialog } from '../../_ui/dialog'
import { toast } from '../../_ui/toast'
import type { Device } from './device'

export interface EndingAct {
  device: Device
  act: 'retire' | 'lost'
}

/** Asks once more before a tablet is retired or reported lost. */
export const Ending = ({
  ending,
  onClose,
  onEnded,
}: {
  ending: EndingAct | null
  onClose: () => void
  onEnded: () => Promise<void>
}) => {
  const words = useText(admin).tablets
  const failureWords = useFailureWords()
  const [busy, setBusy] = useState(false)
  if (!ending) return null
  const { device, act } = ending
  const lost = act === 'lost'

  const end = async () => {
    setBusy(true)
    const answer = await api.post(`/devices/${encodeURIComponent(device.id)}/${act}`)
    setBusy(false)
    onClose()
    if (!answer.ok) return toast(failureWords(answer.failure))
    toast(lost ? words.lostDone(device.name) : words.retired(device.name))
    await onEnded()
  }

  return (
    <Dialog
      open
      title={lost ? words.lostTitle(device.name) : words.retireTitle(device.name)}
      act={lost ? words.lostAct : words.retireAct}
      busy={busy}
      onAct={() => void end()}
      onClose={onClose}
    >
      <p>{lost ? words.lostBody(device.pending ?? 0) : words.retireBody}</p>
    </Dialog>
  )
}
