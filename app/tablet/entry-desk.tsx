'use client'

import dynamic from 'next/dynamic'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { DirectionAndPeople } from './_cells/direction-and-people'
import { PersonCells } from './_cells/person-cells'
import { PlateCells } from './_cells/plate-cells'
import { headcountOf, isUntouched } from './_entry/form-shape'
import { isComplete, PLACES, type PlatePage, pageOf, takesSuffix } from './_entry/plate-draft'
import { shownColour } from './_entry/to-entry'
import { KeptPads } from './_keys/kept-pads'
import keyStyles from './_keys/keys.module.css'
import { ModeKeys, PadTabs } from './_keys/mode-keys'
import { PlateKeys } from './_keys/plate-keys'
import { quickTaps } from './_keys/quick-taps'
import { ReadingPad } from './_keys/reading-pad'
import { ReasonKeys } from './_keys/reason-keys'
import { LastPassage } from './_notices/last-passage'
import { Notices } from './_notices/notices'
import { TaskBar } from './_notices/task-bar'
import type { Passage } from './_room/passages'
import type { HeldPassage, Room, RoomView } from './_room/room-shape'
import styles from './entry-desk.module.css'
import { TabletIcon } from './icons'
import labelStyles from './label.module.css'
import { usePrimaryWords } from './primary-words'
import { unlockSound } from './sounds'
import type { EntryForms } from './use-entry-forms'
import { useCompact, useNarrow } from './use-narrow'

/** The keys that a place takes; `suffix`: letters and digits, and what may end a plate. */
type Pad = PlatePage | 'suffix' | 'kinds' | 'readings'
/** What every car needs. */
const KEPT_PADS: readonly Pad[] = ['letters', 'serial', 'suffix', 'readings']

/** For the day after a failure. */
const PaperBar = dynamic(() => import('./_notices/paper-bar').then((part) => part.PaperBar), { ssr: false })

interface EntryDeskProps {
  room: Room
  view: RoomView
  forms: EntryForms
  ring: 'county' | 'town' | 'village'
  onPrimary: () => void
  onDetails: (person: number | null) => void
  onCorrect: (passage: Passage) => void
  onRecheck: (held: HeldPassage) => void
  onPost: () => void
  onPairAgain: () => void
}

/**
 * The form and the keys that its place takes. Each part is given only what it shows, so that a press draws the cell that
 * it changes and leaves the forty keys beside it alone.
 */
export const EntryDesk = (props: EntryDeskProps) => {
  const { room, view, forms, ring } = props
  const words = useText(tablet)
  const narrow = useNarrow()
  const compact = useCompact()
  const { form, act, saving, trouble, screening } = forms
  const primary = usePrimaryWords(form, screening.level)
  const { plate, focus, onFoot } = form

  const counting = focus.at === 'headcount'
  const onReadings = focus.at === 'person' || counting
  const onKinds = focus.at === 'kinds'
  const civil = !onReadings && !onKinds && plate.mode === 'civil' && !onFoot
  const line = plate.mode === 'special' || plate.mode === 'foreign'
  const task = form.task.kind === 'new' ? null : form.task
  const pad: Pad = onReadings ? 'readings' : onKinds ? 'kinds' : takesSuffix(plate) ? 'suffix' : pageOf(plate)
  const place = onKinds ? words.chooseKind : civil && plate.cursor < PLACES ? words.place(plate.cursor) : ''
  return (
    // The first touch lets the page sound.
    <main
      ref={quickTaps}
      className={styles.screen}
      data-pad={onReadings ? 'readings' : 'plate'}
      data-suffix={!onReadings && takesSuffix(plate)}
      data-long={!onReadings && !onKinds && plate.mode === 'foreign'}
      onPointerDown={unlockSound}
    >
      <div className={styles.last}>
        {task ? (
          <TaskBar form={form} task={task} onLeave={forms.leaveTask} />
        ) : form.paper !== null ? (
          <PaperBar
            paper={form.paper}
            nowMs={Date.now() + (view.clockOffsetMs ?? 0)}
            act={act}
            unsaved={!isUntouched(form)}
            onLeave={forms.leaveTask}
          />
        ) : (
          <>
            <LastPassage
              passage={view.passages[0] ?? null}
              narrow={narrow}
              compact={compact}
              onCorrect={props.onCorrect}
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
        <p className={labelStyles.label}>
          <span>{words.plate}</span>
          <span>{place}</span>
        </p>
        <PlateCells
          plate={plate}
          typing={focus.at === 'plate' && !onFoot}
          onFoot={onFoot}
          kind={form.kind}
          colour={shownColour(form)}
          act={act}
          narrow={narrow}
        />
      </div>
      <div className={styles.sums}>
        <DirectionAndPeople
          direction={form.direction}
          headcount={headcountOf(form)}
          counting={counting}
          blank={counting && form.headcount === ''}
          act={act}
          ring={ring}
        />
      </div>
      <div className={styles.people}>
        <PersonCells
          people={form.people}
          current={focus.at === 'person' ? focus.index : -1}
          thresholds={form.rules.thresholds}
          level={form.rules.level}
          onFoot={onFoot}
          open={task === null}
          act={act}
          narrow={narrow}
          onDetails={props.onDetails}
        />
      </div>
      <div className={styles.strip}>
        {task?.kind === 'correct' && form.reason !== '' ? <ReasonKeys form={form} act={act} narrow={narrow} /> : null}
        <Notices
          form={form}
          act={act}
          room={room}
          view={view}
          trouble={trouble}
          screening={screening}
          watchFails={forms.watchFails}
          narrow={narrow}
          onRecheck={props.onRecheck}
          onPairAgain={props.onPairAgain}
          onAgain={forms.passAgain}
          onPost={props.onPost}
        />
      </div>
      <div className={styles.tabs}>
        {narrow ? null : <PadTabs page={civil ? pageOf(plate) : null} onReadings={onReadings} act={act} />}
      </div>
      <div className={styles.modes}>
        <ModeKeys mode={plate.mode} kind={form.kind} onFoot={onFoot} onKinds={onKinds} act={act} />
      </div>
      <div className={styles.keys}>
        <KeptPads
          shown={pad}
          kept={KEPT_PADS}
          pad={(name) =>
            name === 'readings' ? (
              <ReadingPad act={act} counting={counting} />
            ) : (
              <PlateKeys
                page={name === 'suffix' ? 'serial' : name}
                kind={name === 'kinds' && !onFoot ? form.kind : null}
                suffix={name === 'suffix'}
                mayEnd={name === pad && line && isComplete(plate)}
                act={act}
                province={view.province}
                narrow={narrow}
              />
            )
          }
        />
      </div>
      <div className={styles.primaryPlace}>
        <button
          type="button"
          className={keyStyles.primary}
          aria-disabled={!primary.ready || saving}
          data-role="save"
          onClick={props.onPrimary}
        >
          {primary.ready && !saving ? <TabletIcon name="check" size={38} /> : null}
          {saving ? (view.durable ? words.saving : words.waitingForServer) : primary.words}
        </button>
      </div>
    </main>
  )
}
