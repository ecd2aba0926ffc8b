'use client'

import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { standingFevers } from './_entry/entry-form'
import { type EntryForm, type FormAct, type Level, othersOf } from './_entry/form-shape'
import { type AskedField, type Missing, missingOf } from './_entry/missing'
import { outcomeOf } from './_entry/outcome'
import { isMeasured } from './_entry/person-draft'
import { sayMissing } from './say-missing'

/** Of the fields of the details. */
const NAMED = 2

/** The words of the primary key: what is missing, then what it does. */
export function usePrimaryWords(form: EntryForm, level: Level): { ready: boolean; words: string } {
  const words = useText(tablet)
  const name = (item: Missing): string => {
    switch (item.what) {
      case 'plate':
        return item.places === 0 || form.openedAt === null ? words.missingPlate : words.missingPlaces(item.places)
      case 'plate-wrong':
        return words.plateFault[item.fault]
      case 'readings':
        return words.missingReadings(item.people)
      case 'odd':
        return words.missingOdd
      case 'headcount':
        return words.people
      case 'others':
        return words.missingOthers(othersOf(form))
      case 'details':
        return (
          item.fields
            .slice(0, NAMED)
            .map((field) => words.asked[field])
            .join(words.join) + (item.fields.length > NAMED ? words.missingMore(item.fields.length - NAMED) : '')
        )
      case 'id-number':
        return words.error['id-number']
      case 'trailer-plate':
        return words.missingTrailer
      case 'load-expired':
        return words.missingExpired
      case 'reason':
        return words.missingReason
      case 'paper-time':
        return words.missingPaperTime
      case 'done':
        return words.missingDone
    }
  }
  const missing = missingOf(form, level)
  if (missing.length > 0) return { ready: false, words: sayMissing(words, missing.map(name)) }
  if (form.task.kind === 'correct' || form.task.kind === 'mend') return { ready: true, words: words.saveCorrection }
  const { disposition } = outcomeOf(form, standingFevers(form))
  if (disposition === 'hold' && form.disposition === null) return { ready: true, words: words.hold }
  if (form.task.kind === 'recheck' && disposition === 'release') return { ready: true, words: words.saveRecheck }
  return { ready: true, words: disposition === 'release' ? words.save : words.saveAs(words.order[disposition]) }
}

const OF_THE_WHOLE: readonly AskedField[] = ['from', 'to', 'certificate', 'expires', 'count']

/** Where the first missing thing is given: a place of the form, or a part of the details. */
export function wayToMissing(form: EntryForm, level: Level): FormAct | { sheet: number | null } | null {
  const [first] = missingOf(form, level)
  if (!first) return null
  switch (first.what) {
    case 'plate':
    case 'plate-wrong':
      return { type: 'focus', focus: { at: 'plate' } }
    case 'readings':
    case 'odd': {
      const index = form.people.findIndex((person) => !isMeasured(person))
      return { type: 'focus', focus: { at: 'person', index: Math.max(0, index) } }
    }
    case 'headcount':
      return { type: 'focus', focus: { at: 'headcount' } }
    case 'details':
      return { sheet: first.fields.every((field) => OF_THE_WHOLE.includes(field)) ? null : 0 }
    case 'id-number':
      return { sheet: first.person }
    case 'trailer-plate':
    case 'load-expired':
    case 'done':
      return { sheet: null }
    case 'others':
    case 'reason':
    case 'paper-time':
      return null
  }
}
