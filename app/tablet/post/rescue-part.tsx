'use client'

import { useState } from 'react'
import type { RelayFile } from '#protocol/relay'
import { useText } from '../../_text/language'
import { tabletRescue } from '../../_text/tablet-rescue'
import keyStyles from '../_keys/keys.module.css'
import { toFrames } from '../_room/rescue-frames'
import type { Room, RoomView } from '../_room/room-shape'
import listStyles from '../list-sheet.module.css'
import { ImportRescue } from './import-rescue'
import styles from './post.module.css'
import { RescueCodes } from './rescue-codes'

/** Hands the browser a file to save. */
const download = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

type Step =
  | { kind: 'idle' }
  | { kind: 'making' }
  | { kind: 'said'; words: string }
  | { kind: 'codes'; frames: string[] }

/** What waits on a tablet that is failing, sealed to be carried away; and what was carried here. */
export const RescuePart = ({ room, view }: { room: Room; view: RoomView }) => {
  const words = useText(tabletRescue).rescue
  const [step, setStep] = useState<Step>({ kind: 'idle' })
  const { tally, storage } = view
  const waiting = tally.waiting + tally.toCorrect
  const sealed = view.policy?.sealTo ?? view.pairing?.sealTo ?? null

  const make = async (use: (file: RelayFile) => void): Promise<void> => {
    setStep({ kind: 'making' })
    const file = await room.rescue().catch(() => null)
    if (file === null) setStep({ kind: 'said', words: sealed === null ? words.noKey : words.nothing })
    else use(file)
  }
  const toFile = (file: RelayFile): void => {
    const device = view.pairing?.device.slice(-8) ?? ''
    const name = `kakou-${device}-${file.at.slice(0, 16).replace(/[:T]/g, '-')}.json`
    download(name, JSON.stringify(file))
    setStep({ kind: 'said', words: words.saved(name) })
  }
  const toCodes = (file: RelayFile): void => {
    const frames = toFrames(JSON.stringify(file))
    setStep(frames === null ? { kind: 'said', words: words.tooMany } : { kind: 'codes', frames })
  }
  return (
    <section className={listStyles.card} aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
        <span>{waiting > 0 ? words.waiting(waiting) : words.nothing}</span>
      </header>
      <div className={styles.part}>
        <p>{words.hint}</p>
        <p data-watch={storage.persistent === false} className={styles.fact}>
          {storage.persistent === null ? words.unknown : storage.persistent ? words.persistent : words.volatile}
        </p>
        <div className={styles.keys}>
          <button
            type="button"
            className={keyStyles.plain}
            disabled={step.kind === 'making'}
            onClick={() => void make(toFile)}
          >
            {words.file}
          </button>
          <button
            type="button"
            className={keyStyles.plain}
            disabled={step.kind === 'making'}
            onClick={() => void make(toCodes)}
          >
            {words.codes}
          </button>
        </div>
        <p role="status">{step.kind === 'making' ? words.making : step.kind === 'said' ? step.words : ''}</p>
        {step.kind === 'codes' ? <RescueCodes frames={step.frames} onStop={() => setStep({ kind: 'idle' })} /> : null}
      </div>
      <ImportRescue room={room} />
    </section>
  )
}
