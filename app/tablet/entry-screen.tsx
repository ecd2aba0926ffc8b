'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { isUntouched } from './_entry/form-shape'
import { takesSuffix } from './_entry/plate-draft'
import type { Room, RoomView } from './_room/room'
import { DirectionAndPeople } from './direction-and-people'
import styles from './entry-screen.module.css'
import { HeadBar } from './head-bar'
import { TabletIcon } from './icons'
import keyStyles from './keys.module.css'
import { LastPassage } from './last-passage'
import { ModeKeys, PadTabs } from './mode-keys'
import { Notices } from './notices'
import { whatPassed } from './passage-words'
import { PersonCells } from './person-cells'
import { PlateCells } from './plate-cells'
import { PlateKeys } from './plate-keys'
import { PostNotice } from './post-notice'
import { usePrimaryWords, wayToMissing } from './primary-words'
import { ReadingPad } from './reading-pad'
import { ReasonKeys } from './reason-keys'
import { knownRegions } from './risk-regions'
import { unlockSound } from './sounds'
import { useEntryForms } from './use-entry-forms'
import { useHeldAlarm } from './use-held-alarm'
import { useCompact, useNarrow } from './use-narrow'
import { usePartsAhead } from './use-parts-ahead'

/** One tap away, so not in the first load; `usePartsAhead` and the worker have them before anybody taps. */
const loading = () => <main />
const DetailsSheet = dynamic(() => import('./details-sheet').then((part) => part.DetailsSheet), { ssr: false, loading })
const FeverPanel = dynamic(() => import('./fever-panel').then((part) => part.FeverPanel), { ssr: false, loading })
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

/** One screen for one entry: the form, the keys that the current place takes, and what is said over them. */
export const EntryScreen = ({ room, view, ground, onGround, onBusy, onPairAgain }: EntryScreenProps) => {
  const words = useText(tablet)
  const narrow = useNarrow()
  const compact = useCompact()
  const forms = useEntryForms(room, view)
  const [sheet, setSheet] = useState<'list' | 'post' | null>(null)
  const [details, setDetails] = useState<{ person: number | null } | null>(null)
  const { form, act, saving, trouble } = forms
  const { screening } = forms
  const primary = usePrimaryWords(form, screening.level)
  const untouched = isUntouched(form)
  useEffect(() => onBusy(!untouched), [untouched, onBusy])

  const ring = room.post()?.ring ?? 'county'
  const counting = form.focus.at === 'headcount'
  const onReadings = form.focus.at === 'person' || counting
  useHeldAlarm(view.held)
  usePartsAhead()
  const pressPrimary = () => {
    const way = wayToMissing(form, screening.level)
    if (way === null) forms.savePrimary()
    else if ('sheet' in way) setDetails({ person: way.sheet })
    else act(way)
  }
  const task = form.task.kind === 'new' ? null : form.task
  const place =
    form.focus.at === 'kinds'
      ? words.chooseKind
      : !onReadings && form.plate.mode === 'civil' && !form.onFoot
        ? words.place(form.plate.cursor)
        : ''
  const isHeld = (root: string) => view.held.some(({ hold }) => hold.root === root)
  const take: typeof forms.take = (entry, kind) => {
    setSheet(null)
    forms.take(entry, kind)
  }

  const screen = () => {
    if (sheet === 'post') return <PostSheet room={room} view={view} onClose={() => setSheet(null)} />
    if (sheet === 'list') {
      return (
        <ListSheet
          view={view}
          ground={ground}
          onGround={onGround}
          onCorrect={({ root, kept }) => take(kept.entry, isHeld(root) ? 'recheck' : 'correct')}
          onMend={({ entry }) => take(entry, 'mend')}
          onVoid={forms.voidPassage}
          onPairAgain={onPairAgain}
          onPost={() => setSheet('post')}
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
      return <FeverPanel form={form} act={act} ring={ring} saving={saving} trouble={trouble} onOutcome={forms.finish} />
    }
    if (screening.open) {
      return (
        <HitPanel
          key={screening.open.key}
          form={form}
          act={act}
          finding={screening.open}
          version={form.rules.version}
          ring={ring}
        />
      )
    }
    return (
      // The first touch lets the page sound.
      <main
        className={styles.screen}
        data-pad={onReadings ? 'readings' : 'plate'}
        data-suffix={!onReadings && takesSuffix(form.plate)}
        onPointerDown={unlockSound}
      >
        <div className={styles.last}>
          {task ? (
            <p className={`${styles.bar} ${styles.task}`}>
              <b>{words.task[task.kind](whatPassed(task.kind === 'mend' ? task.entry : task.root, words))}</b>
              <button type="button" className={keyStyles.plain} onClick={forms.leaveTask}>
                {words.task.leave}
              </button>
            </p>
          ) : (
            <>
              <LastPassage
                passage={view.passages[0] ?? null}
                narrow={narrow}
                compact={compact}
                onCorrect={({ root, kept }) => take(kept.entry, isHeld(root) ? 'recheck' : 'correct')}
                onUndo={forms.undo}
              />
              <button type="button" className={`${keyStyles.plain} ${keyStyles.strong}`} onClick={forms.passEmergency}>
                <TabletIcon name="siren" size={26} />
                {words.emergency}
              </button>
            </>
          )}
        </div>
        <div className={styles.plate}>
          <p className={styles.label}>
            <span>{words.plate}</span>
            <span>{place}</span>
          </p>
          <PlateCells form={form} act={act} narrow={narrow} />
        </div>
        <div className={styles.sums}>
          <DirectionAndPeople form={form} act={act} ring={ring} />
        </div>
        <div className={styles.people}>
          <PersonCells form={form} act={act} narrow={narrow} onDetails={(person) => setDetails({ person })} />
        </div>
        <div className={styles.strip}>
          {task?.kind === 'correct' && form.reason !== '' ? <ReasonKeys form={form} act={act} /> : null}
          {untouched && task === null ? <PostNotice view={view} onOpen={() => setSheet('post')} /> : null}
          <Notices
            form={form}
            act={act}
            room={room}
            view={view}
            trouble={trouble}
            screening={screening}
            watchFails={forms.watchFails}
            onRecheck={({ kept }) => take(kept.entry, 'recheck')}
            onPairAgain={onPairAgain}
            onAgain={forms.passAgain}
          />
        </div>
        <div className={styles.tabs}>{narrow ? null : <PadTabs form={form} act={act} />}</div>
        <div className={styles.modes}>
          <ModeKeys form={form} act={act} />
        </div>
        <div className={styles.keys}>
          {onReadings ? (
            <ReadingPad act={act} counting={counting} />
          ) : (
            <PlateKeys form={form} act={act} province={view.province} narrow={narrow} />
          )}
        </div>
        <div className={styles.primaryPlace}>
          <button
            type="button"
            className={keyStyles.primary}
            aria-disabled={!primary.ready || saving}
            data-role="save"
            onClick={pressPrimary}
          >
            {primary.ready && !saving ? <TabletIcon name="check" size={38} /> : null}
            {saving ? (view.durable ? words.saving : words.waitingForServer) : primary.words}
          </button>
        </div>
      </main>
    )
  }

  return (
    <>
      <HeadBar
        view={view}
        ground={ground}
        onGround={onGround}
        onMenu={() => setSheet(sheet === null ? 'list' : null)}
        narrow={narrow}
      />
      <p className="unseen" role="status">
        {forms.said}
      </p>
      {screen()}
    </>
  )
}
