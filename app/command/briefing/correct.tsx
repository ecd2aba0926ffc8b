'use client'

import { useState } from 'react'
import type { Briefing } from '#protocol/briefing'
import { api } from '../../_live/api'
import { briefingWords } from '../../_text/briefing'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Dialog } from '../../_ui/dialog'
import { AreaField } from '../../_ui/field'
import { goTo } from '../reports/address'

/** Asks why, and begins a numbered correction of what was issued. */
export const Correct = ({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) => {
  const words = useText(briefingWords)
  const failureWords = useFailureWords()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const correct = async () => {
    setBusy(true)
    const answer = await api.post<Briefing>(`/briefings/${id}/corrections`, { reason })
    setBusy(false)
    if (answer.ok) goTo({ id: answer.value.id })
    else setError(failureWords(answer.failure, {}, { '/reason': words.correctReason }))
  }
  return (
    <Dialog
      open={open}
      title={words.correctTitle}
      act={words.correct}
      busy={busy}
      look="primary"
      onAct={() => void correct()}
      onClose={onClose}
    >
      <p>{words.correctHint}</p>
      <AreaField
        label={words.correctReason}
        value={reason}
        error={error}
        maxLength={500}
        rows={2}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  )
}
