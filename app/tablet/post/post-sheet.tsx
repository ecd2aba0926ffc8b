'use client'

import { useMemo, useRef, useState } from 'react'
import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import keyStyles from '../_keys/keys.module.css'
import type { Room, RoomView } from '../_room/room-shape'
import listStyles from '../list-sheet.module.css'
import { useNow } from '../use-now'
import { LogForm } from './log-form'
import { PostHome } from './post-home'
import type { PostPlace } from './post-place'
import { ReportForm } from './report-form'
import { ShiftForm } from './shift-form'
import { SuppliesForm } from './supplies-form'
import { KeptAnswersContext } from './use-kept'

const LOOK_MS = 10_000
const HOME: PostPlace = { at: 'home' }

interface PostSheetProps {
  room: Room
  view: RoomView
  /** 补录; null: another entry is begun. */
  onPaper: (() => void) | null
  onClose: () => void
}

/** The crew's own work: shifts, reports, supplies, logs, instructions, rescue. */
export const PostSheet = ({ room, view, onPaper, onClose }: PostSheetProps) => {
  const words = useText(tabletPost)
  const nowMs = useNow(LOOK_MS) + (view.clockOffsetMs ?? 0)
  // Written by this sheet, in this version.
  const [place, setPlaceShown] = useState<PostPlace>(() => (room.postDraft()?.place as PostPlace | undefined) ?? HOME)
  const answers = useRef<Readonly<Record<string, unknown>>>(room.postDraft()?.answers ?? {})
  const setPlace = (next: PostPlace) => {
    // What was saved or left is no draft any more.
    answers.current = {}
    room.keepPostDraft(next.at === 'home' ? null : { place: next, answers: {} })
    setPlaceShown(next)
  }
  const kept = useMemo(
    () => ({
      read: (name: string) => answers.current[name],
      write(name: string, value: unknown) {
        answers.current = { ...answers.current, [name]: value }
        room.keepPostDraft({ place, answers: answers.current })
      },
    }),
    [room, place],
  )
  const [said, setSaid] = useState('')
  const form = {
    room,
    view,
    onBack: () => setPlace(HOME),
    onDone: () => {
      setSaid(words.saved)
      setPlace(HOME)
    },
  }
  const open = () => {
    switch (place.at) {
      case 'shift':
        return <ShiftForm key={place.act} {...form} act={place.act} />
      case 'report':
        return <ReportForm {...form} nowMs={nowMs} />
      case 'supplies':
        return <SuppliesForm {...form} />
      case 'log':
        return <LogForm key={place.log} {...form} log={place.log} />
      case 'home':
        return null
    }
  }
  if (place.at !== 'home') return <KeptAnswersContext value={kept}>{open()}</KeptAnswersContext>
  return (
    <main className={listStyles.sheet} aria-label={words.title}>
      <p className="unseen" role="status">
        {said}
      </p>
      <PostHome
        room={room}
        view={view}
        nowMs={nowMs}
        onPaper={onPaper}
        go={(next) => {
          setSaid('')
          setPlace(next)
        }}
      />
      <div className={listStyles.close}>
        <button type="button" className={keyStyles.primary} onClick={onClose}>
          {words.toEntries}
        </button>
      </div>
    </main>
  )
}
