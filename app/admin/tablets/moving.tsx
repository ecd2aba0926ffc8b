'use client'

import { useEffect, useState } from 'react'
import { api } from '../../_live/api'
import { admin } from '../../_text/admin'
import { county } from '../../_text/county'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Dialog } from '../../_ui/dialog'
import { SelectField } from '../../_ui/field'
import { toast } from '../../_ui/toast'
import type { Device } from './device'

/** Asks where a tablet stands from now on. */
export const Moving = ({
  device,
  places,
  onClose,
  onMoved,
}: {
  device: Device | null
  places: readonly { code: string; name: string }[]
  onClose: () => void
  onMoved: () => Promise<void>
}) => {
  const words = useText(admin).tablets
  const pairing = useText(county).pairing
  const failureWords = useFailureWords()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  useEffect(() => setCode(device === null ? '' : (device.checkpoint?.code ?? '')), [device])
  if (device === null) return null

  const move = async () => {
    if (code === '' || code === device.checkpoint?.code) return onClose()
    setBusy(true)
    const answer = await api.post(`/devices/${encodeURIComponent(device.id)}/place`, { checkpoint: code })
    setBusy(false)
    onClose()
    if (!answer.ok) return toast(failureWords(answer.failure))
    toast(words.moved(device.name, places.find((place) => place.code === code)?.name ?? code))
    await onMoved()
  }

  return (
    <Dialog
      open
      title={words.moveTitle(device.name)}
      act={words.moveAct}
      busy={busy}
      look="primary"
      onAct={() => void move()}
      onClose={onClose}
    >
      <SelectField
        label={pairing.checkpoint}
        hint={words.moveHint}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      >
        {places.map((place) => (
          <option key={place.code} value={place.code}>
            {place.name}
          </option>
        ))}
      </SelectField>
    </Dialog>
  )
}
