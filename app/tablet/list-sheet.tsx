'use client'

import { useState } from 'react'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { tabletDevice } from '../_text/tablet-device'
import { tabletPost } from '../_text/tablet-post'
import { useFormat } from '../_text/use-format'
import keyStyles from './_keys/keys.module.css'
import type { Kept } from './_outbox/store'
import type { Passage } from './_room/passages'
import type { RoomView } from './_room/room-shape'
import { isNearlyFull } from './_room/storage-facts'
import { TabletIcon } from './icons'
import { intoSight } from './into-sight'
import styles from './list-sheet.module.css'
import { readingsOfEntry, whatPassed } from './passage-words'
import { GiveUpActs, RefusedEntries } from './refused-entries'
import { isMuted, unlockSound } from './sounds'
import { canSpeak, isSilent, setSilent, speak } from './speech'
import { VoidActs } from './void-acts'

interface ListSheetProps {
  view: RoomView
  ground: 'sun' | 'night'
  onGround: () => void
  onCorrect: (passage: Passage) => void
  onMend: (kept: Kept) => void
  onVoid: (passage: Passage, reason: string) => void
  onGiveUp: (kept: Kept, reason: string) => void
  onPairAgain: () => void
  /** To the crew's own work. */
  onPost: () => void
  onClose: () => void
}

/** A clock that is off by less is right enough to say so. */
const CLOCK_RIGHT_MS = 5_000

/** What this tablet logged, what must be mended, and how the tablet itself is. */
export const ListSheet = (props: ListSheetProps) => {
  const { view, onCorrect, onMend, onVoid, onGiveUp, onPost, onClose } = props
  const words = useText(tablet)
  const post = useText(tabletPost)
  const format = useFormat()
  const [open, setOpen] = useState<string | null>(null)
  const [voiding, setVoiding] = useState(false)

  const toggle = (root: string) => {
    setOpen(open === root ? null : root)
    setVoiding(false)
  }

  return (
    <main className={styles.sheet}>
      <RefusedEntries refused={view.toCorrect} onMend={onMend} onGiveUp={onGiveUp} />

      <section className={styles.card}>
        <header>
          <h2>{words.list.title}</h2>
          {view.passages.length > 0 ? <span>{words.list.hint}</span> : null}
        </header>
        {view.passages.length === 0 ? <p className={styles.none}>{words.list.none}</p> : null}
        {view.passages.map((passage) => {
          const { entry, mark } = passage.kept
          const refused = mark.state === 'to-correct'
          return (
            <div key={passage.root}>
              <button
                type="button"
                className={styles.row}
                aria-expanded={open === passage.root}
                onClick={() => toggle(passage.root)}
              >
                <time dateTime={entry.occurredAt}>{format.time(entry.occurredAt)}</time>
                <b className={styles.what} data-voided={passage.voided}>
                  {whatPassed(entry, words)}
                </b>
                <span>{entry.direction === 'in' ? words.inShort : words.outShort}</span>
                <span className={styles.count}>{words.peopleCount(entry.headcount)}</span>
                <span className={styles.readings}>{readingsOfEntry(entry, words).join(' ')}</span>
                <span className={styles.state}>
                  <TabletIcon
                    name={
                      passage.state === 'acknowledged' ? 'check' : passage.state === 'to-correct' ? 'warning' : 'clock'
                    }
                    size={22}
                  />
                  {passage.voided ? words.last.voided : words.list.state[passage.state]}
                </span>
              </button>
              {open === passage.root && !passage.voided ? (
                voiding ? (
                  refused ? (
                    <GiveUpActs
                      kept={passage.kept}
                      onGiveUp={(reason) => {
                        setOpen(null)
                        onGiveUp(passage.kept, reason)
                      }}
                      onBack={() => setVoiding(false)}
                    />
                  ) : (
                    <VoidActs
                      reasons={Object.values(words.list.voidReasons)}
                      hint={words.list.voidHint}
                      onVoid={(reason) => {
                        setOpen(null)
                        onVoid(passage, reason)
                      }}
                      onBack={() => setVoiding(false)}
                    />
                  )
                ) : (
                  <div ref={intoSight} className={styles.acts}>
                    <button
                      type="button"
                      className={`${keyStyles.plain} ${keyStyles.strong}`}
                      onClick={() => onCorrect(passage)}
                    >
                      {words.list.correct}
                    </button>
                    <button type="button" className={keyStyles.plain} onClick={() => setVoiding(true)}>
                      {words.list.void}
                    </button>
                  </div>
                )
              ) : null}
            </div>
          )
        })}
      </section>

      <DeviceCard {...props} />

      <div className={`${styles.bottom} ${styles.close}`}>
        <button type="button" className={`${keyStyles.plain} ${styles.post}`} data-role="post" onClick={onPost}>
          {post.open}
        </button>
        <button type="button" className={keyStyles.primary} onClick={onClose}>
          {words.close}
        </button>
      </div>
    </main>
  )
}

/** How the tablet itself is: protected storage, its clock, its sound. */
const DeviceCard = ({ view, ground, onGround, onPairAgain }: ListSheetProps) => {
  const words = useText(tablet)
  const { device } = useText(tabletDevice)
  const format = useFormat()
  const [muted, setMuted] = useState(isMuted)
  const [silent, setQuiet] = useState(isSilent)
  const { storage, clockOffsetMs, pairing } = view
  const clock =
    clockOffsetMs === null
      ? device.clockUnknown
      : Math.abs(clockOffsetMs) < CLOCK_RIGHT_MS
        ? device.clockRight
        : device.clockOff(format.duration(Math.abs(clockOffsetMs)), clockOffsetMs > 0)
  return (
    <section className={styles.card}>
      <header>
        <h2>{device.title}</h2>
      </header>
      <dl className={styles.facts}>
        <dt>{device.number}</dt>
        <dd>{pairing?.device.slice(-8).toUpperCase()}</dd>
        <dt>{device.storage}</dt>
        <dd>
          {storage.persistent === null ? device.unknown : storage.persistent ? device.persistent : device.volatile}
          {storage.usedPercent === null ? '' : ` · ${device.used(storage.usedPercent)}`}
          {isNearlyFull(storage) ? <p className={styles.warn}>{device.nearlyFull}</p> : null}
        </dd>
        <dt>{device.clock}</dt>
        <dd>{clock}</dd>
        <dt>{device.sound}</dt>
        <dd>{muted ? device.soundOff : device.soundOn}</dd>
        <dt>{device.watchlist}</dt>
        <dd>{view.watchlist === null ? device.watchlistNone : device.watchlistVersion(view.watchlist)}</dd>
        <dt>{device.speech}</dt>
        <dd>{canSpeak() ? (silent ? device.speechOff : device.speechOn) : device.speechNone}</dd>
      </dl>
      <div className={styles.foot}>
        {muted ? (
          <button
            type="button"
            className={keyStyles.plain}
            onClick={() => {
              unlockSound()
              setMuted(false)
            }}
          >
            {device.turnSoundOn}
          </button>
        ) : null}
        {canSpeak() ? (
          <button
            type="button"
            className={keyStyles.plain}
            aria-pressed={!silent}
            onClick={() => {
              setSilent(!silent)
              setQuiet(!silent)
              speak(device.speech)
            }}
          >
            {silent ? device.speakAgain : device.beSilent}
          </button>
        ) : null}
        <button type="button" className={keyStyles.plain} onClick={onGround}>
          <TabletIcon name={ground === 'sun' ? 'moon' : 'sun'} size={24} />
          {ground === 'sun' ? words.toNight : words.toSun}
        </button>
        <button type="button" className={keyStyles.plain} onClick={onPairAgain}>
          {device.pairAgain}
        </button>
      </div>
    </section>
  )
}
