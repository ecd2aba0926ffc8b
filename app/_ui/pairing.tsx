'use client'

import { useEffect, useState } from 'react'
import { api } from '../_live/api'
import { useServerNow } from '../_live/use-live'
import { county } from '../_text/county'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { useFormat } from '../_text/use-format'
import { Button } from './button'
import { SelectField } from './field'
import styles from './pairing.module.css'
import { Qr } from './qr'

interface PairingCode {
  code: string
  expiresAt: string
}

/** 4KX7 PM2Q: eight characters are read out in two fours. */
const inFours = (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ')

/**
 * Makes a pairing code for a checkpoint and shows it, big and as a QR that opens the tablet’s page with it: a code works
 * once, and the page takes it out of its address.
 */
export const Pairing = ({
  checkpoints,
  chosen,
  onChoose,
  onClose,
}: {
  checkpoints: readonly { code: string; name: string }[]
  /** Its code, '' while none is chosen. */
  chosen: string
  onChoose: (code: string) => void
  onClose?: () => void
}) => {
  const words = useText(county).pairing
  const format = useFormat()
  const failureWords = useFailureWords()
  const [pairing, setPairing] = useState<PairingCode | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const now = useServerNow(1000)

  // A code belongs to one checkpoint: another choice puts it away.
  useEffect(() => {
    setPairing(null)
    setError(null)
  }, [chosen])

  const make = async () => {
    setBusy(true)
    setError(null)
    const answer = await api.post<PairingCode>(`/checkpoints/${encodeURIComponent(chosen)}/pairing-codes`)
    setBusy(false)
    if (answer.ok) setPairing(answer.value)
    else setError(failureWords(answer.failure))
  }

  const address = typeof window === 'undefined' ? '' : `${window.location.host}/tablet`
  const isLocal = /^(localhost|127\.|\[::1\])/.test(address)
  const left = pairing && now !== null ? Date.parse(pairing.expiresAt) - now : 0
  return (
    <div className={styles.pairing}>
      <p className={styles.how}>{words.how(address)}</p>
      {isLocal ? <p className={styles.local}>{words.localOnly}</p> : null}
      <SelectField label={words.checkpoint} value={chosen} onChange={(event) => onChoose(event.target.value)}>
        <option value="" disabled>
          {words.choose}
        </option>
        {checkpoints.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </SelectField>
      {pairing ? (
        <div className={styles.shown}>
          <div className={styles.frame} data-over={left <= 0 || undefined}>
            <Qr content={`${window.location.origin}/tablet?code=${pairing.code}`} label={words.qr} size={200} />
          </div>
          <output className={styles.code} data-over={left <= 0 || undefined}>
            {inFours(pairing.code)}
          </output>
          <p className={styles.left}>
            {left > 0 ? `${words.once} · ${words.left(format.countdown(left))}` : words.over}
          </p>
        </div>
      ) : null}
      {error ? (
        <p className={styles.error} role="alert">
          {error}
        </p>
      ) : null}
      <div className={styles.acts}>
        <Button
          look={pairing ? 'plain' : 'primary'}
          wide
          busy={busy}
          disabled={chosen === ''}
          onClick={() => void make()}
        >
          {pairing ? words.another : words.get}
        </Button>
        {onClose ? (
          <Button wide onClick={onClose}>
            {words.cancel}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
