'use client'

import { useRef, useState } from 'react'
import { useText } from '../../_text/language'
import { tabletRescue } from '../../_text/tablet-rescue'
import keyStyles from '../_keys/keys.module.css'
import { type Gathered, gather, gatheredCount, gatheredText } from '../_room/rescue-frames'
import type { Room } from '../_room/room-shape'
import styles from './post.module.css'
import { useCodeCamera } from './use-code-camera'

/** Takes in what another tablet could not send: by its file, or by its codes before the camera. */
export const ImportRescue = ({ room }: { room: Room }) => {
  const words = useText(tabletRescue).rescue
  const [reading, setReading] = useState(false)
  const [gathered, setGathered] = useState<Gathered | null>(null)
  const [said, setSaid] = useState('')
  const file = useRef<HTMLInputElement | null>(null)

  const send = async (text: string): Promise<void> => {
    setSaid(words.sending)
    const answer = await room.importRescue(text)
    if (!answer.ok) return setSaid(words[answer.why])
    const rejected = answer.rejected > 0 ? ` · ${words.rejected(answer.rejected)}` : ''
    setSaid(words.imported(answer.stored, answer.known) + rejected)
  }
  const take = (code: string): void => {
    const next = gather(gathered, code)
    if (next === gathered || next === null) return
    setGathered(next)
    const text = gatheredText(next)
    if (text === null) return
    setReading(false)
    setGathered(null)
    void send(text)
  }
  const { video, failed } = useCodeCamera(reading, take)
  return (
    <div className={styles.part}>
      <h3>{words.import}</h3>
      <div className={styles.keys}>
        <button type="button" className={keyStyles.plain} onClick={() => file.current?.click()}>
          {words.fromFile}
        </button>
        <button
          type="button"
          className={keyStyles.plain}
          aria-pressed={reading}
          onClick={() => {
            setSaid('')
            setReading(!reading)
          }}
        >
          {reading ? words.stop : words.fromCamera}
        </button>
      </div>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (chosen) chosen.text().then(send, () => setSaid(words.badFile))
        }}
      />
      {reading ? (
        <div className={styles.codes}>
          <video ref={video} muted playsInline />
          <p>
            {failed
              ? words.noCamera
              : gathered === null
                ? words.aim
                : words.reading(gatheredCount(gathered), gathered.parts.length)}
          </p>
        </div>
      ) : null}
      <p role="status">{said}</p>
    </div>
  )
}
