'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Entry, Site } from '#domain/entry'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import {
  DEFAULT_RULES,
  type EntryForm,
  type FormAct,
  type FormPreset,
  formStep,
  isUntouched,
  missingOf,
  newForm,
  standingFevers,
} from './_entry/entry-form'
import { keepDraft, readDraft } from './_entry/kept-draft'
import { isOdd } from './_entry/person-draft'
import { pageOf } from './_entry/plate-draft'
import { emergencyEntry, formOf, type Outcome, type Surroundings, toEntry, voidEntry } from './_entry/to-entry'
import { newId } from './_outbox/new-id'
import type { Kept } from './_outbox/store'
import type { Passage } from './_room/passages'
import { isNearlyFull, type Room, type RoomView, type SaveResult } from './_room/room'
import styles from './entry-screen.module.css'
import { FeverPanel } from './fever-panel'
import { HeadBar } from './head-bar'
import { HeldStrip } from './held-strip'
import { TabletIcon } from './icons'
import keyStyles from './keys.module.css'
import { LastPassage } from './last-passage'
import { ListSheet } from './list-sheet'
import { readingsOfEntry, whatPassed } from './passage-words'
import { PersonCells } from './person-cells'
import { PlateCells } from './plate-cells'
import { PlateKeys } from './plate-keys'
import { ReadingPad } from './reading-pad'
import { signal, unlockSound } from './sounds'
import { useNarrow } from './use-narrow'

interface EntryScreenProps {
  room: Room
  view: RoomView
  ground: 'sun' | 'night'
  onGround: () => void
  /** Someone is typing: the colours stay as they are. */
  onBusy: (busy: boolean) => void
  onPairAgain: () => void
}

/** The words of the primary key: what is missing, then what it does. */
function usePrimaryWords(form: EntryForm): { ready: boolean; words: string } {
  const words = useText(tablet)
  const missing = missingOf(form)
  if (missing.length > 0) {
    const items = missing.map((item) => {
      switch (item.what) {
        case 'plate':
          return item.places === 0 || form.openedAt === null ? words.missingPlate : words.missingPlaces(item.places)
        case 'plate-wrong':
          return words.plateWrong
        case 'readings':
          return words.missingReadings(item.people)
        case 'odd':
          return words.missingOdd
      }
    })
    return { ready: false, words: words.missing(items.join(words.join)) }
  }
  if (standingFevers(form).length > 0) return { ready: true, words: words.fever.hold }
  if (form.task.kind === 'recheck') return { ready: true, words: words.saveRecheck }
  return { ready: true, words: form.task.kind === 'new' ? words.save : words.saveCorrection }
}

export const EntryScreen = ({ room, view, ground, onGround, onBusy, onPairAgain }: EntryScreenProps) => {
  const words = useText(tablet)
  const narrow = useNarrow()
  const { policy, province } = view
  const post = room.post()

  const preset = useCallback(
    (like: { direction: 'in' | 'out'; site: Site } | null): FormPreset => ({
      id: newId(),
      province,
      direction: post?.direction ?? like?.direction ?? 'in',
      site: like?.site ?? 'forehead',
      rules: policy
        ? { version: policy.version, thresholds: policy.thresholds, recheckMinutes: policy.recheckMinutes }
        : DEFAULT_RULES,
    }),
    [policy, province, post?.direction],
  )

  const [{ form, stash }, setForms] = useState<{ form: EntryForm; stash: EntryForm | null }>(
    () => readDraft(view.draft) ?? { form: newForm(preset(null)), stash: null },
  )
  const [sheet, setSheet] = useState(false)
  const [saving, setSaving] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  // The whole form moves on by what it is now, never by what a handler saw when it was drawn.
  const now = useRef(form)
  now.current = form

  const act = useCallback((one: FormAct) => {
    setTrouble(null)
    setForms((forms) => ({ ...forms, form: formStep(forms.form, one, Date.now()) }))
  }, [])
  const siteOf = (of: EntryForm): Site => of.people.at(-1)?.site ?? 'forehead'
  const fresh = (after: EntryForm): EntryForm =>
    newForm(preset({ direction: after.direction, site: after.task.kind === 'recheck' ? 'forehead' : siteOf(after) }))

  // An empty form takes what came since: the policy, the local province. A touched one keeps what it was opened with.
  useEffect(() => {
    if (!isUntouched(now.current) || now.current.openedAt !== null) return
    const like = { direction: now.current.direction, site: siteOf(now.current) }
    setForms((forms) => ({ ...forms, form: newForm(preset(like)) }))
  }, [preset])

  const untouched = isUntouched(form)
  useEffect(() => onBusy(!untouched), [untouched, onBusy])
  useEffect(() => {
    room.keepDraft(untouched && stash === null ? null : keepDraft(form, stash))
  }, [room, form, stash, untouched])

  const around = (): Surroundings => ({
    // On this screen the tablet is paired.
    pairing: room.pairingId() ?? '',
    lane: post?.lane ?? null,
    clockOffsetMs: room.clockOffsetMs(),
    now: Date.now(),
  })

  const explain = (result: Extract<SaveResult, { ok: false }>): string =>
    result.why === 'full'
      ? words.full
      : result.why === 'wrong'
        ? words.saveFailedWhy(result.errors.map(({ code }) => words.error[code]).join(words.join))
        : words.saveFailed

  /** Into the store; the form clears only when it is there. */
  const put = async (entry: Entry, store: () => Promise<SaveResult>): Promise<boolean> => {
    setSaving(true)
    const result = await store().catch((): SaveResult => ({ ok: false, why: 'failed' }))
    setSaving(false)
    if (!result.ok) {
      setTrouble(explain(result))
      return false
    }
    signal('saved')
    setSaid(words.saved(`${whatPassed(entry, words)} ${readingsOfEntry(entry, words).join(' ')}`))
    return true
  }

  const finish = async (outcome: Outcome): Promise<void> => {
    if (saving) return
    const done = now.current
    const { task } = done
    const entry = toEntry(done, outcome, around())
    const waits = outcome.disposition === 'hold' && done.alarm?.kind !== 'confirmed'
    const since = done.alarm?.since ?? Date.now()
    const hold = waits
      ? { dueAt: since + done.rules.recheckMinutes * 60_000 }
      : task.kind === 'recheck' || (task.kind === 'correct' && standingFevers(done).length === 0)
        ? null
        : undefined
    const kept = await put(entry, () =>
      task.kind === 'mend' ? room.mend(entry) : room.save(entry, hold === undefined ? {} : { hold }),
    )
    if (kept) setForms((forms) => ({ form: forms.stash ?? fresh(done), stash: null }))
  }

  const savePrimary = (): void => {
    const done = now.current
    if (missingOf(done).length > 0) return
    const { task } = done
    const before = task.kind === 'correct' ? task.root : task.kind === 'mend' ? task.entry : null
    const fevers = standingFevers(done).length > 0
    const own = before?.people.find((person) => person.disposition)?.disposition ?? undefined
    // A correction leaves what was done as it was; only a hold ends when its high reading was a mistake.
    const outcome: Outcome = fevers
      ? before && before.disposition !== 'release'
        ? { disposition: before.disposition, ...(own ? { fevers: own } : {}) }
        : { disposition: 'hold' }
      : { disposition: before && before.disposition !== 'hold' ? before.disposition : 'release' }
    quietly(finish(outcome))
  }
  // `put` has said what went wrong; nothing else in these can fail.
  const quietly = (work: Promise<unknown>): void => {
    work.catch(() => setTrouble(words.saveFailed))
  }

  const passEmergency = (): void => {
    const entry = emergencyEntry(preset({ direction: form.direction, site: 'forehead' }), around())
    quietly(put(entry, () => room.save(entry)))
  }

  const voidPassage = (passage: Passage, reason: string): void => {
    const { entry } = passage.kept
    const once = voidEntry(entry, newId(), reason)
    quietly(put(once, () => room.save(once, { hold: null })))
  }

  /** Taken back right after saving: what was typed is there again, to be mended and saved anew. */
  const undo = (passage: Passage): void => {
    voidPassage(passage, words.last.undone)
    const { entry } = passage.kept
    if (!isUntouched(now.current) || entry.amends || entry.people.some((person) => person.noReading === 'on-duty'))
      return
    const again = formOf(entry, 'correct', preset({ direction: entry.direction, site: 'forehead' }))
    setForms((forms) => ({ ...forms, form: { ...again, task: { kind: 'new' }, openedAt: Date.now() } }))
  }

  /** Another task; a form that was begun waits behind it. */
  const turnTo = (next: EntryForm): void => {
    setSheet(false)
    setTrouble(null)
    setForms((forms) => ({
      form: { ...next, openedAt: Date.now() },
      stash: forms.stash ?? (isUntouched(forms.form) || forms.form.task.kind !== 'new' ? null : forms.form),
    }))
  }
  const take = (entry: Entry, task: 'correct' | 'recheck' | 'mend') =>
    turnTo(formOf(entry, task, preset({ direction: entry.direction, site: 'forehead' })))
  const leaveTask = () => setForms((forms) => ({ form: forms.stash ?? fresh(forms.form), stash: null }))

  const primary = usePrimaryWords(form)
  const { mode } = form.plate
  const onReadings = form.focus.at === 'person'
  const oddAt = form.people.findIndex((person) => isOdd(person) !== null)
  const odd = form.people[oddAt]
  const task = form.task.kind === 'new' ? null : form.task
  const lastPassage = view.passages[0] ?? null

  return (
    <>
      <HeadBar
        view={view}
        ground={ground}
        onGround={onGround}
        onMenu={() => setSheet((open) => !open)}
        narrow={narrow}
      />
      <p className="unseen" role="status">
        {said}
      </p>
      {sheet ? (
        <ListSheet
          view={view}
          ground={ground}
          onGround={onGround}
          onCorrect={({ kept }: Passage) =>
            take(
              kept.entry,
              kept.entry.disposition === 'hold' && view.held.some(({ hold }) => hold.root === kept.mark.root)
                ? 'recheck'
                : 'correct',
            )
          }
          onMend={({ entry }: Kept) => take(entry, 'mend')}
          onVoid={voidPassage}
          onPairAgain={onPairAgain}
          onClose={() => setSheet(false)}
        />
      ) : form.alarm ? (
        <FeverPanel
          form={form}
          act={act}
          saving={saving}
          trouble={trouble}
          onOutcome={(outcome) => quietly(finish(outcome))}
        />
      ) : (
        // The first touch lets the page sound.
        <main className={styles.screen} data-pad={onReadings ? 'readings' : 'plate'} onPointerDown={unlockSound}>
          <div className={styles.last}>
            {task ? (
              <p className={styles.bar} style={{ flex: 1 }}>
                <span>
                  <b>{words.task[task.kind](whatPassed(task.kind === 'mend' ? task.entry : task.root, words))}</b>
                </span>
                <button type="button" className={keyStyles.plain} onClick={leaveTask}>
                  {words.task.leave}
                </button>
              </p>
            ) : (
              <>
                <LastPassage
                  passage={lastPassage}
                  narrow={narrow}
                  onCorrect={({ kept }) => take(kept.entry, 'correct')}
                  onUndo={undo}
                />
                <button type="button" className={`${keyStyles.plain} ${keyStyles.strong}`} onClick={passEmergency}>
                  <TabletIcon name="siren" size={26} />
                  {words.emergency}
                </button>
              </>
            )}
          </div>

          <div className={styles.plate}>
            <p className={styles.label}>
              <span>{words.plate}</span>
              <span>
                {form.focus.at === 'kinds'
                  ? words.chooseKind
                  : !onReadings && mode === 'civil' && !form.onFoot
                    ? words.place(form.plate.cursor)
                    : ''}
              </span>
            </p>
            <PlateCells form={form} act={act} narrow={narrow} />
          </div>

          <div className={styles.sums}>
            <div>
              <p className={styles.label}>{words.direction}</p>
              <div className={styles.two}>
                {(['in', 'out'] as const).map((direction) => (
                  <button
                    key={direction}
                    type="button"
                    className={`${keyStyles.plain} ${form.direction === direction ? keyStyles.chosen : ''}`}
                    aria-pressed={form.direction === direction}
                    onClick={() => act({ type: 'direction', direction })}
                  >
                    <TabletIcon name={direction} size={26} />
                    {direction === 'in' ? words.into(post?.ring ?? 'county') : words.outOf(post?.ring ?? 'county')}
                  </button>
                ))}
              </div>
            </div>
            <div>
              <p className={styles.label}>{words.people}</p>
              <div className={styles.stepper}>
                <button
                  type="button"
                  className={keyStyles.plain}
                  aria-label={words.onePersonLess}
                  onClick={() => act({ type: 'people', change: -1 })}
                >
                  <TabletIcon name="minus" />
                </button>
                <output aria-label={words.people}>{form.people.length}</output>
                <button
                  type="button"
                  className={keyStyles.plain}
                  aria-label={words.onePersonMore}
                  onClick={() => act({ type: 'people', change: 1 })}
                >
                  <TabletIcon name="plus" />
                </button>
              </div>
            </div>
          </div>

          <div className={styles.people}>
            <PersonCells form={form} act={act} />
          </div>

          <div className={styles.strip}>
            {view.durable ? null : (
              <p className={`${styles.bar} ${styles.watch} ${styles.trouble}`}>
                <span>
                  {words.plainHttp}。{words.plainHttpHint}
                </span>
              </p>
            )}
            {isNearlyFull(view.storage) ? (
              <p className={`${styles.bar} ${styles.watch} ${styles.trouble}`}>
                <span>{words.device.nearlyFull}</span>
              </p>
            ) : null}
            {view.link.kind === 'barred' ? (
              <p className={styles.bar}>
                <span>{words.barred[view.link.reason]}</span>
                {view.link.reason === 'unauthorized' ? (
                  <button type="button" className={keyStyles.plain} onClick={onPairAgain}>
                    {words.barred.pairAgain}
                  </button>
                ) : null}
              </p>
            ) : null}
            {trouble ? (
              <p className={`${styles.bar} ${styles.watch} ${styles.trouble}`} role="alert">
                <TabletIcon name="warning" size={26} />
                <span>{trouble}</span>
              </p>
            ) : null}
            {odd ? (
              <p className={`${styles.bar} ${styles.watch}`} role="alert">
                <span>
                  {isOdd(odd) === 'low'
                    ? words.odd.low((Number(odd.digits) / 10).toFixed(1))
                    : words.odd.over((Number(odd.digits) / 10).toFixed(1))}
                </span>
                <button
                  type="button"
                  className={keyStyles.plain}
                  onClick={() => {
                    act({ type: 'focus', focus: { at: 'person', index: oddAt } })
                    act({ type: 'confirm-odd' })
                  }}
                >
                  {words.odd.stands}
                </button>
              </p>
            ) : (
              <HeldStrip held={view.held} onRecheck={({ kept }) => take(kept.entry, 'recheck')} />
            )}
          </div>

          <div className={styles.tabs}>
            <PadTabs form={form} act={act} narrow={narrow} />
          </div>
          <div className={styles.modes}>
            <ModeKeys form={form} act={act} />
          </div>

          <div className={styles.keys}>
            {onReadings ? <ReadingPad act={act} /> : <PlateKeys form={form} act={act} province={province} />}
          </div>

          <div className={styles.primaryPlace}>
            <button
              type="button"
              className={keyStyles.primary}
              aria-disabled={!primary.ready || saving}
              data-role="save"
              onClick={savePrimary}
            >
              {primary.ready && !saving ? <TabletIcon name="check" size={38} /> : null}
              {saving ? (view.durable ? words.saving : words.waitingForServer) : primary.words}
            </button>
          </div>
        </main>
      )}
    </>
  )
}

/** Which page the place asks for; a tap goes to that place. Beside the form (lying tablet) they switch the pads. */
const PadTabs = ({ form, act, narrow }: { form: EntryForm; act: (act: FormAct) => void; narrow: boolean }) => {
  const words = useText(tablet)
  if (narrow) return null
  const onReadings = form.focus.at === 'person'
  const tab = (label: string, chosen: boolean, onClick: () => void) => (
    <button
      type="button"
      className={`${keyStyles.ghost} ${keyStyles.tab} ${chosen ? keyStyles.chosen : ''}`}
      aria-pressed={chosen}
      onClick={onClick}
    >
      {label}
    </button>
  )
  const cell = (index: number) => () => act({ type: 'plate', act: { type: 'cell', index } })
  if (onReadings || form.focus.at === 'kinds' || form.plate.mode !== 'civil' || form.onFoot) {
    return (
      <>
        {tab(words.plate, !onReadings, () => act({ type: 'focus', focus: { at: 'plate' } }))}
        {tab(words.temperature, onReadings, () => act({ type: 'focus', focus: { at: 'person', index: 0 } }))}
      </>
    )
  }
  const page = pageOf(form.plate)
  return (
    <>
      {tab(words.page.provinces, page === 'provinces', cell(0))}
      {tab(words.page.letters, page === 'letters', cell(1))}
      {tab(words.page.serial, page === 'serial', cell(2))}
    </>
  )
}

/** What is not a plate of seven places, each on one key. */
const ModeKeys = ({ form, act }: { form: EntryForm; act: (act: FormAct) => void }) => {
  const words = useText(tablet)
  const { mode } = form.plate
  const key = (label: string, chosen: boolean, onClick: () => void, name?: string) => (
    <button
      type="button"
      className={`${keyStyles.plain} ${chosen ? keyStyles.chosen : ''}`}
      aria-pressed={chosen}
      aria-label={name}
      onClick={onClick}
    >
      {label}
    </button>
  )
  const toMode = (next: 'special' | 'foreign' | 'none') => () =>
    act({ type: 'plate', act: { type: 'mode', mode: mode === next && !form.onFoot ? 'civil' : next } })
  const kind = words.kind[form.kind]
  return (
    <>
      {key(
        form.kind === 'car' ? words.chooseKind : kind,
        form.focus.at === 'kinds',
        () => act({ type: 'focus', focus: { at: form.focus.at === 'kinds' ? 'plate' : 'kinds' } }),
        words.kindLabel(kind),
      )}
      {key(words.mode.special, mode === 'special' && !form.onFoot, toMode('special'))}
      {key(words.mode.none, mode === 'none' && !form.onFoot, toMode('none'))}
      {key(words.mode.foreign, mode === 'foreign' && !form.onFoot, toMode('foreign'))}
      {key(words.mode.foot, form.onFoot, () => act({ type: 'foot' }))}
    </>
  )
}
