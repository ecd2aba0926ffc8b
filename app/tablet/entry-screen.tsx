'use client'

import dynamic from 'next/dynamic'
import { memo, useEffect, useState } from 'react'
import { knownRegions } from './_details/risk-regions'
import { isUntouched } from './_entry/form-shape'
import type { Passage } from './_room/passages'
import type { HeldPassage, Room, RoomView } from './_room/room-shape'
import { EntryDesk } from './entry-desk'
import { HeadBar } from './head-bar'
import { wayToMissing } from './primary-words'
import { useEntryForms } from './use-entry-forms'
import { useHeldAlarm } from './use-held-alarm'
import { useNarrow } from './use-narrow'
import { usePartsAhead } from './use-parts-ahead'
import { usePostReminder } from './use-post-reminder'
import { useSteady } from './use-steady'

/** One tap away, so not in the first load; `usePartsAhead` and the worker have them before anybody taps. */
const loading = () => <main />
const DetailsSheet = dynamic(() => import('./_details/details-sheet').then((part) => part.DetailsSheet), {
  ssr: false,
  loading,
})
const FeverPanel = dynamic(() => import('./_fever/fever-panel').then((part) => part.FeverPanel), {
  ssr: false,
  loading,
})
const HitPanel = dynamic(() => import('./hit-panel').then((part) => part.HitPanel), { ssr: false, loading })
const ListSheet = dynamic(() => import('./list-sheet').then((part) => part.ListSheet), { ssr: false, loading })
const PostSheet = dynamic(() => import('./post/post-sheet').then((part) => part.PostSheet), { ssr: false, loading })

interface EntryScreenProps {
  room: Room
  view: RoomView
  ground: 'sun' | 'night'
  onGround: () => void
  /** Someone is typing: the colours stay as they are, no newer page is taken over. */
  onBusy: (busy: boolean) => void
  onPairAgain: () => void
}

/**
 * One screen for one entry: the form, or what takes its place: a sheet, a fever, a hit. The first key and the save tell who
 * holds it that someone is typing or no longer: it is not drawn a second time for that.
 */
export const EntryScreen = memo(({ room, view, ground, onGround, onBusy, onPairAgain }: EntryScreenProps) => {
  const narrow = useNarrow()
  const forms = useEntryForms(room, view)
  const [sheet, setSheet] = useState<'list' | 'post' | null>(null)
  const [details, setDetails] = useState<{ person: number | null } | null>(null)
  const { form, act, screening } = forms
  const untouched = isUntouched(form)
  const busy = !untouched || sheet !== null
  useEffect(() => onBusy(busy), [busy, onBusy])
  useHeldAlarm(view.held)
  usePostReminder(view)
  usePartsAhead()

  const ring = room.post()?.ring ?? 'county'
  const take: typeof forms.take = (entry, kind) => {
    setSheet(null)
    forms.take(entry, kind)
  }
  const openDetails = useSteady((person: number | null) => setDetails({ person }))
  const openPost = useSteady(() => setSheet('post'))
  const turnMenu = useSteady(() => setSheet(sheet === null ? 'list' : null))
  const recheck = useSteady(({ kept }: HeldPassage) => take(kept.entry, 'recheck'))
  const correct = useSteady(({ root, kept }: Passage) => {
    // What the server refused is not there to be corrected: it is mended and sent again under its own id.
    if (kept.mark.state === 'to-correct') take(kept.entry, 'mend')
    else take(kept.entry, view.held.some(({ hold }) => hold.root === root) ? 'recheck' : 'correct')
  })
  const pressPrimary = () => {
    const way = wayToMissing(form, screening.level)
    if (way === null) forms.savePrimary()
    else if ('sheet' in way) openDetails(way.sheet)
    else act(way)
  }

  const screen = () => {
    if (sheet === 'post') {
      const onPaper = () => {
        setSheet(null)
        forms.beginPaper()
      }
      return <PostSheet room={room} view={view} onPaper={untouched ? onPaper : null} onClose={() => setSheet(null)} />
    }
    if (sheet === 'list') {
      return (
        <ListSheet
          view={view}
          ground={ground}
          onGround={onGround}
          onCorrect={correct}
          onMend={({ entry }) => take(entry, 'mend')}
          onVoid={forms.voidPassage}
          onGiveUp={forms.giveUp}
          onPairAgain={onPairAgain}
          onPost={openPost}
          onClose={() => setSheet(null)}
        />
      )
    }
    if (details && !form.alarm) {
      return (
        <DetailsSheet
          form={form}
          act={act}
          person={details.person}
          known={knownRegions(view)}
          province={view.province}
          onClose={() => setDetails(null)}
        />
      )
    }
    if (form.alarm) {
      const { saving, trouble, finish } = forms
      return <FeverPanel form={form} act={act} ring={ring} saving={saving} trouble={trouble} onOutcome={finish} />
    }
    if (screening.open) {
      const { key } = screening.open
      const { version } = form.rules
      return <HitPanel key={key} form={form} act={act} finding={screening.open} version={version} ring={ring} />
    }
    return (
      <EntryDesk
        room={room}
        view={view}
        forms={forms}
        ring={ring}
        onPrimary={pressPrimary}
        onDetails={openDetails}
        onCorrect={correct}
        onRecheck={recheck}
        onPost={openPost}
        onPairAgain={onPairAgain}
      />
    )
  }

  return (
    <>
      <HeadBar view={view} ground={ground} onGround={onGround} onMenu={turnMenu} narrow={narrow} />
      <p className="unseen" role="status">
        {forms.said}
      </p>
      {screen()}
    </>
  )
})
