'use client'

import { useEffect, useRef, useState } from 'react'
import { useText } from '../../_text/language'
import { tabletRescue } from '../../_text/tablet-rescue'
import { Qr } from '../../_ui/qr'
import keyStyles from '../_keys/keys.module.css'
import styles from './post.module.css'

/** Long enough for a camera that looks five times a second. */
const EACH_MS = 700
const SIZE = 560

/** The codes one after the other, round and round, until the other tablet has them all. */
export const RescueCodes = ({ frames, onStop }: { frames: readonly string[]; onStop: () => void }) => {
  const words = useText(tabletRescue).rescue
  const [index, setIndex] = useState(0)
  const place = useRef<HTMLDivElement | null>(null)
  // Whole on the screen, clear of the key that stays at its foot.
  useEffect(() => {
    // Newer browsers return a promise, which React would take for a clean-up.
    void place.current?.scrollIntoView({ block: 'start' })
  }, [])
  useEffect(() => {
    const next = setInterval(() => setIndex((now) => (now + 1) % frames.length), EACH_MS)
    return () => clearInterval(next)
  }, [frames.length])
  const label = words.code(index + 1, frames.length)
  return (
    <div ref={place} className={styles.codes}>
      <Qr content={frames[index] ?? ''} label={label} size={SIZE} />
      <p className="nowrap">{label}</p>
      <p>{words.codesHint}</p>
      <button type="button" className={keyStyles.plain} onClick={onStop}>
        {words.stop}
      </button>
    </div>
  )
}
