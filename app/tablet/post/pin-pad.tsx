'use client'

import { useEffect, useRef, useState } from 'react'
import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import keyStyles from '../_keys/keys.module.css'
import { TabletIcon } from '../icons'
import styles from './pin-pad.module.css'

const LEAST = 4
const MOST = 6

interface PinPadProps {
  name: string
  /** Rejects where this browser makes no digest. */
  fits: (digits: string) => Promise<boolean>
  onKnown: () => void
  onSkip: () => void
}

/** Four to six digits say who signs on. */
export const PinPad = ({ name, fits, onKnown, onSkip }: PinPadProps) => {
  const words = useText(tabletPost).pin
  const [digits, setDigits] = useState('')
  const [said, setSaid] = useState('')
  const [looking, setLooking] = useState(false)
  const place = useRef<HTMLFieldSetElement | null>(null)
  useEffect(() => {
    // Newer browsers return a promise, which React would take for a clean-up.
    void place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const type = (next: string) => {
    setSaid('')
    setDigits(next.slice(0, MOST))
  }
  const look = async (): Promise<void> => {
    setLooking(true)
    const right = await fits(digits).catch(() => null)
    setLooking(false)
    if (right) return onKnown()
    setDigits('')
    setSaid(right === null ? words.fails : words.wrong)
  }
  const ready = digits.length >= LEAST && !looking
  return (
    <fieldset ref={place} className={styles.pad}>
      <legend>{words.of(name)}</legend>
      <output className={styles.shown} aria-label={words.typed(digits.length)}>
        {'●'.repeat(digits.length) || '—'}
      </output>
      <p role="alert">{said}</p>
      <div className={styles.keys}>
        {[...'1234567890'].map((digit) => (
          <button key={digit} type="button" className={keyStyles.key} onClick={() => type(digits + digit)}>
            {digit}
          </button>
        ))}
        <button
          type="button"
          className={`${keyStyles.key} ${keyStyles.soft}`}
          aria-label={words.back}
          onClick={() => type(digits.slice(0, -1))}
        >
          <TabletIcon name="backspace" size={30} />
        </button>
        <button type="button" className={`${keyStyles.key} ${keyStyles.soft}`} onClick={onSkip}>
          {words.skip}
        </button>
        <button
          type="button"
          className={`${keyStyles.key} ${ready ? keyStyles.chosen : keyStyles.soft} ${styles.sure}`}
          aria-disabled={!ready}
          onClick={() => {
            if (ready) void look()
          }}
        >
          {looking ? words.looking : words.sure}
        </button>
      </div>
    </fieldset>
  )
}
