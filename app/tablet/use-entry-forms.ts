'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Entry, Site } from '#domain/entries/entry'
import { PROVINCES } from '#domain/identifiers/plate'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { useFormat } from '../_text/use-format'
import { formStep, standingFevers } from './_entry/entry-form'
import {
  DEFAULT_RULES,
  type EntryForm,
  type FormAct,
  type FormPreset,
  isUntouched,
  newForm,
  othersOf,
  type PaperTime,
} from './_entry/form-shape'
import { type Forms, goOn, interrupt, without } from './_entry/forms'
import { givenUp } from './_entry/given-up'
import { keepDraft, readDraft } from './_entry/kept-draft'
import { everyoneMeasured, missingOf } from './_entry/missing'
import { type Outcome, outcomeOf } from './_entry/outcome'
import type { Screening } from './_entry/screening-of'
import { emergencyEntry, formOf, repeatEntry, type Surroundings, toEntry, voidEntry } from './_entry/to-entry'
import { newId } from './_outbox/new-id'
import type { Kept } from './_outbox/store'
import type { Passage } from './_room/passages'
import type { Room, RoomView, SaveResult } from './_room/room-shape'
import { afterPaint } from './after-paint'
import { readingsOfEntry, whatPassed } from './passage-words'
import { signal } from './sounds'
import { speakPassage } from './speech'
import { useNow } from './use-now'
import { useScreening } from './use-screening'
import { useSteady } from './use-steady'

export interface EntryForms {
  form: EntryForm
  act: (act: FormAct) => void
  screening: Screening
  /** The watch list cannot be looked up in this browser. */
  watchFails: boolean
  saving: boolean
  trouble: string | null
  /** For screen readers: what was saved. */
  said: string
  savePrimary: () => void
  finish: (outcome: Outcome) => void
  passEmergency: () => void
  /** The vehicle of the form passed here today and was normal. */
  passAgain: (before: Entry) => void
  voidPassage: (passage: Passage, reason: string) => void
  /** What the server refused and was a mistake in itself: what is left of it goes out, void. */
  giveUp: (refused: Kept, reason: string) => void
  undo: (passage: Passage) => void
  /** Another task; a form that was begun waits behind it. */
  take: (entry: Entry, task: 'correct' | 'recheck' | 'mend') => void
  leaveTask: () => void
  /** 补录: from an untouched form, one after the other until it is left. */
  beginPaper: () => void
}

/** What the next form takes over from the one before. */
interface Like {
  direction: 'in' | 'out'
  site: Site
  paper?: PaperTime | null
}

/** A save that is done sooner says nothing of itself: a key that turns grey and back costs more than the disk. */
const SAYS_SAVING_MS = 150

/** The form and what becomes of it: every change is kept as a draft, and it clears only once its entry is stored. */
export function useEntryForms(room: Room, view: RoomView): EntryForms {
  const words = useText(tablet)
  const { policy, province } = view
  const format = useFormat()
  const minute = useNow(60_000)
  // Calendars are dear: a date is a tenth of the script of a key.
  const today = useMemo(() => format.date(minute), [format, minute])
  const post = room.post()

  const preset = useCallback(
    (like: Like | null): FormPreset => ({
      id: newId(),
      province,
      direction: post?.direction ?? like?.direction ?? 'in',
      site: like?.site ?? 'forehead',
      rules: policy
        ? {
            version: policy.version,
            thresholds: policy.thresholds,
            recheckMinutes: policy.recheckMinutes,
            level: policy.level,
          }
        : DEFAULT_RULES,
      today,
      paper: like?.paper ?? null,
    }),
    [policy, province, post?.direction, today],
  )

  const [forms, setForms] = useState<Forms>(() => readDraft(view.draft) ?? { form: newForm(preset(null)), waiting: [] })
  const { form } = forms
  const [saving, setSaving] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  // A handler acts on the form as it is now, not as it was when the handler was drawn.
  const now = useRef(form)
  now.current = form
  const underWay = useRef(false)

  const act = useCallback((one: FormAct) => {
    // What is being saved must not change under it.
    if (underWay.current) return
    setTrouble(null)
    setForms((forms) => ({ ...forms, form: formStep(forms.form, one, Date.now()) }))
  }, [])
  const { screening, of: screen, pending, fails: watchFails } = useScreening(room, policy, form, act)

  const fresh = (after: EntryForm, paper: PaperTime | null = null): EntryForm => {
    const next = preset({
      paper,
      direction: after.direction,
      site: after.site,
    })
    // The very first plate already tells the province; the store says so a moment later.
    const first = after.plate.cells[0] ?? ''
    return newForm({ ...next, province: next.province || (PROVINCES.includes(first) ? first : '') })
  }

  // An empty form takes what came since: the policy, the local province. A touched one keeps what it was opened with. It
  // is looked at in its turn: a key that was pressed since the last drawing waits in front of this, and is not lost.
  useEffect(() => {
    setForms((forms) => {
      const { form } = forms
      if (!isUntouched(form) || form.openedAt !== null) return forms
      return { ...forms, form: newForm(preset({ direction: form.direction, site: form.site, paper: form.paper })) }
    })
  }, [preset])

  const untouched = isUntouched(form)
  useEffect(() => {
    room.keepDraft(untouched && forms.waiting.length === 0 ? null : keepDraft(forms))
  }, [room, forms, untouched])

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

  const put = async (entry: Entry, store: () => Promise<SaveResult>): Promise<boolean> => {
    underWay.current = true
    const late = setTimeout(() => setSaving(true), SAYS_SAVING_MS)
    const result = await store().catch((): SaveResult => ({ ok: false, why: 'failed' }))
    clearTimeout(late)
    underWay.current = false
    setSaving(false)
    if (!result.ok) {
      setTrouble(explain(result))
      return false
    }
    afterPaint(() => {
      signal('saved')
      speakPassage(entry)
    })
    setSaid(words.saved(`${whatPassed(entry, words)} ${readingsOfEntry(entry, words).join(' ')}`))
    return true
  }
  const quietly = (work: Promise<unknown>): void => {
    // `put` has said what went wrong; this is for what nobody thought of.
    work.catch(() => setTrouble(words.saveFailed))
  }

  const finish = async (outcome: Outcome): Promise<void> => {
    if (underWay.current) return
    const done = now.current
    const { task } = done
    const note = [
      outcome.note,
      task.kind === 'new' && everyoneMeasured(done) ? words.othersNote(othersOf(done)) : undefined,
      task.kind === 'correct' && done.reason ? words.correctedNote(done.reason) : undefined,
    ].filter((part) => part !== undefined)
    const { hits, visited } = screen(done)
    const entry = toEntry(done, { ...outcome, hits, visited, note: note.join('；') }, around())
    const hold = holdAfter(done, outcome)
    const kept = await put(entry, () =>
      task.kind === 'mend' ? room.mend(entry) : room.save(entry, hold === undefined ? {} : { hold }),
    )
    if (!kept) return
    const paper = task.kind === 'new' ? done.paper : null
    setForms((forms) => goOn(forms, () => fresh(done, paper)))
  }

  const voidPassage = (passage: Passage, reason: string): void => {
    const { entry } = passage.kept
    const once = voidEntry(entry, newId(), reason)
    const saved = put(once, () => room.save(once, { hold: null, keepsDraft: true }))
    quietly(saved.then((kept) => kept && setForms((forms) => without(forms, passage.root, fresh))))
  }

  const giveUp = ({ entry, mark }: Kept, reason: string): void => {
    const errors = mark.errors ?? []
    const what = [whatPassed(entry, words), words.peopleCount(entry.headcount), ...readingsOfEntry(entry, words)]
    const why = errors.map(({ code }) => words.error[code] ?? code).join(words.join)
    const left = givenUp(entry, errors, mark.savedAt, words.list.givenUpNote(what.join(' '), why))
    const once = voidEntry(left, newId(), reason)
    const saved = put(once, () => room.giveUp(left, once))
    quietly(saved.then((kept) => kept && setForms((forms) => without(forms, entry.id, fresh))))
  }

  /** What is looked up on the watch list is known first: a hit stops what was about to be saved. */
  const onceLookedUp = (go: () => void): void => {
    const looking = pending()
    if (looking === null) {
      go()
      return
    }
    setSaving(true)
    // One turn more, so that what was found is in the form.
    const then = () => {
      setSaving(false)
      go()
    }
    looking.then(
      () => setTimeout(then, 0),
      () => setTimeout(then, 0),
    )
  }
  const isStopped = (): boolean => screen(now.current).open !== null

  const undo = useSteady((passage: Passage): void => {
    voidPassage(passage, words.last.undone)
    const { entry } = passage.kept
    const oneTap = entry.people.some(({ noReading }) => noReading === 'on-duty' || noReading === 'repeat')
    if (!isUntouched(now.current) || entry.amends || oneTap) return
    // What was typed is there again, to be mended and saved anew.
    const again = formOf(entry, 'correct', preset({ direction: entry.direction, site: 'forehead' }))
    setForms((forms) => ({
      ...forms,
      form: {
        ...again,
        task: { kind: 'new' },
        openedAt: Date.now(),
        disposition: entry.disposition === 'release' ? null : entry.disposition,
      },
    }))
  })

  return {
    form,
    act,
    screening,
    watchFails,
    saving,
    trouble,
    said,
    savePrimary() {
      onceLookedUp(() => {
        if (isStopped() || missingOf(now.current, screen(now.current).level).length > 0) return
        quietly(finish(outcomeOf(now.current, standingFevers(now.current))))
      })
    },
    // A fever is sent at once; what else was hit is asked about in its correction.
    finish: (outcome) => quietly(finish(outcome)),
    passEmergency() {
      const entry = emergencyEntry(preset({ direction: form.direction, site: 'forehead' }), around())
      quietly(put(entry, () => room.save(entry, { keepsDraft: true })))
    },
    passAgain(before) {
      onceLookedUp(() => {
        if (underWay.current || isStopped()) return
        const done = now.current
        const entry = repeatEntry(done, before, around())
        quietly(
          put(entry, () => room.save(entry)).then((kept) => {
            if (kept) setForms((forms) => goOn(forms, () => fresh(done)))
          }),
        )
      })
    },
    voidPassage,
    giveUp,
    undo,
    take(entry, task) {
      const next = formOf(entry, task, preset({ direction: entry.direction, site: 'forehead' }))
      setTrouble(null)
      setForms((forms) => interrupt(forms, { ...next, openedAt: Date.now() }))
    },
    beginPaper() {
      const at = new Date(Date.now() + (room.clockOffsetMs() ?? 0)).toISOString()
      setForms((forms) => ({ ...forms, form: fresh(forms.form, { at }) }))
    },
    leaveTask: () => setForms((forms) => goOn(forms, fresh)),
  }
}

/** Whether someone waits for the recheck after this: from when on, no longer (null), or as it was (undefined). */
function holdAfter(form: EntryForm, outcome: Outcome): { dueAt: number } | null | undefined {
  const { alarm, task, rules } = form
  if (alarm?.kind === 'confirmed' || task.kind === 'recheck') return null
  if (outcome.disposition === 'hold' && alarm) return { dueAt: alarm.since + rules.recheckMinutes * 60_000 }
  if (outcome.disposition === 'hold' || task.kind === 'mend') return undefined
  return task.kind === 'correct' ? null : undefined
}
