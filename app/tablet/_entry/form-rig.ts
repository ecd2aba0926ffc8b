import { checkEntry } from '#domain/entries/check-entry'
import type { Entry } from '#domain/entries/entry'
import { newId } from '../_outbox/new-id'
import { formStep, standingFevers } from './entry-form'
import { DEFAULT_RULES, type EntryForm, type FormAct, type FormPreset, newForm } from './form-shape'
import { outcomeOf } from './outcome'
import { toEntry } from './to-entry'

/** For tests: a form, its keys, and the entry that it becomes. */

export const NOW = Date.UTC(2026, 10, 23, 6, 2)
export const preset = (province = ''): FormPreset => ({
  id: newId(),
  province,
  direction: 'in',
  site: 'forehead',
  rules: { ...DEFAULT_RULES, version: 'v1' },
  today: '2026-11-23',
})
export const around = { pairing: newId(), lane: null, clockOffsetMs: 1_200, now: NOW }

export const plateKeys = (text: string | readonly string[]): FormAct[] =>
  [...text].map((value) => ({ type: 'plate', act: { type: 'key', value } }))
export const digits = (text: string): FormAct[] => [...text].map((digit) => ({ type: 'digit', digit }))
export const run = (form: EntryForm, ...acts: readonly FormAct[][]): EntryForm =>
  acts.flat().reduce((at, act) => formStep(at, act, NOW), form)

export const save = (form: EntryForm): Entry => {
  const entry = toEntry(form, outcomeOf(form, standingFevers(form)), around)
  const faults = checkEntry(entry).map(({ path, message }) => `${path} ${message}`)
  if (faults.length > 0) throw new Error(`the wire refuses it: ${faults.join(', ')}`)
  return entry
}
export const car = run(newForm(preset('浙')), plateKeys('E8M5J6'), digits('365'))
