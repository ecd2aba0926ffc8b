'use client'

import { memo } from 'react'
import { everyRoom } from '../_text/every-room'
import { setLanguage, useLanguage, useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { tabletNotice } from '../_text/tablet-notice'
import { useFormat } from '../_text/use-format'
import keyStyles from './_keys/keys.module.css'
import type { RoomView } from './_room/room-shape'
import styles from './head-bar.module.css'
import { TabletIcon, type TabletIconName } from './icons'

interface HeadBarProps {
  view: RoomView
  ground: 'sun' | 'night'
  onGround: () => void
  onMenu: () => void
  narrow: boolean
}

/** Three plain facts: what waits, when the last was sent, what must be corrected. Calm offline too, never red. */
const SyncBadge = ({ view, onOpen, narrow }: { view: RoomView; onOpen: () => void; narrow: boolean }) => {
  const words = useText(tablet).badge
  const format = useFormat()
  const { tally, link } = view
  const connected = link.kind === 'connected'
  const last = tally.lastSentAt === null ? null : format.time(tally.lastSentAt)
  const icon: TabletIconName = !connected ? 'no-network' : tally.waiting > 0 ? 'sending' : 'check'
  const head =
    tally.waiting > 0
      ? words.waiting(tally.waiting)
      : !connected
        ? words.offline
        : last === null
          ? words.none
          : words.allSent
  const below =
    last !== null
      ? narrow
        ? last
        : words.last(last)
      : tally.waiting > 0
        ? words.never
        : connected
          ? words.noneYet
          : words.carryOn
  const toCorrect = tally.toCorrect > 0 || (tally.waiting > 0 && !narrow) ? words.toCorrect(tally.toCorrect) : null
  return (
    <button
      type="button"
      className={styles.badge}
      data-watch={tally.toCorrect > 0}
      data-link={link.kind}
      data-waiting={tally.waiting}
      data-to-correct={tally.toCorrect}
      onClick={onOpen}
    >
      <TabletIcon name={icon} size={narrow ? 22 : 26} />
      <span>
        <b>{head}</b>
        <small>{toCorrect === null ? below : narrow ? toCorrect : `${below} · ${toCorrect}`}</small>
      </span>
    </button>
  )
}

export const HeadBar = memo(({ view, ground, onGround, onMenu, narrow }: HeadBarProps) => {
  const words = useText(tablet)
  const common = useText(everyRoom)
  const language = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  const shifts = useText(tabletNotice)
  const post = view.policy?.post ?? view.pairing?.post ?? null
  const crew = view.post.duty.shifts.flatMap(({ people }) => people)
  const onDuty = crew[0] === undefined ? null : shifts.crewOf(crew[0].name, crew.length)
  return (
    <header className={styles.bar}>
      <div className={styles.post}>
        <h1 className={styles.name}>{post?.name ?? words.title}</h1>
        <p className={styles.road}>{[post?.road, post?.lane, onDuty].filter(Boolean).join(' · ') || post?.code}</p>
      </div>
      <SyncBadge view={view} onOpen={onMenu} narrow={narrow} />
      <button
        type="button"
        className={keyStyles.ghost}
        lang={other === 'zh' ? 'zh-CN' : 'en'}
        onClick={() => setLanguage(other)}
      >
        {common.otherLanguageShort}
      </button>
      {narrow ? null : (
        <button
          type="button"
          className={keyStyles.ghost}
          aria-label={ground === 'sun' ? words.toNight : words.toSun}
          onClick={onGround}
        >
          <TabletIcon name={ground === 'sun' ? 'moon' : 'sun'} />
        </button>
      )}
      <button type="button" className={keyStyles.ghost} aria-label={words.menu} onClick={onMenu}>
        <TabletIcon name="menu" size={30} />
      </button>
    </header>
  )
})
