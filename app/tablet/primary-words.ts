'use client'

import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { type EntryForm, type Missing, missingOf, standingFevers } from './_entry/entry-form'

/** The words of the primary key: what is missing, then what it does. */
export function usePrimaryWords(form: EntryForm): { ready: boolean; words: string } {
  const words = useText(tablet)
  const name = (item: Missing): string => {
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
  }
  const missing = missingOf(form)
  if (missing.length > 0) return { ready: false, words: words.missing(missing.map(name).join(words.join)) }
  if (standingFevers(form).length > 0) return { ready: true, words: words.hold }
  if (form.task.kind === 'recheck') return { ready: true, words: words.saveRecheck }
  return { ready: true, words: form.task.kind === 'new' ? words.save : words.saveCorrection }
}
