import type { Entry } from '#domain/entries/entry'
import { marksOf, type PersonalParts, putBack, takePersonal } from '#domain/privacy/personal'
import type { KeyRing } from './key-ring'

/** An entry on its way into the table of persons. `sealed` and `marks` (hexadecimal) only where something is personal. */
interface SealedEntry {
  body: unknown
  sealed?: string
  marks?: string[]
}

export type SealEntry = (entry: Entry) => SealedEntry

const contextOf = (id: string): string => `entry ${id}`

/** Seals what is personal of an entry and makes what it is found by. One without persons goes through as it is. */
export const sealEntry = (keys: KeyRing, entry: Entry): SealedEntry => {
  const taken = takePersonal(entry)
  if (taken === null) return { body: entry }
  return { body: taken.bare, ...sealParts(keys, entry.id, taken.parts) }
}

export const sealParts = (keys: KeyRing, id: string, parts: PersonalParts) => {
  const marks = new Set(marksOf(parts).map(({ kind, value }) => keys.mark(kind, value).toString('hex')))
  return {
    sealed: keys.seal('persons', JSON.stringify(parts), contextOf(id)).toString('hex'),
    ...(marks.size === 0 ? {} : { marks: [...marks] }),
  }
}

/** What was sealed of an entry; null where nothing was, or where its key is gone. */
export const openParts = (keys: KeyRing, id: string, sealed: Buffer | null): PersonalParts | null => {
  const text = sealed === null ? null : keys.open(sealed, contextOf(id))
  // Written by `sealEntry`, and it opened.
  return text === null ? null : (JSON.parse(text) as PersonalParts)
}

/** The entry as it was sent, as far as its keys and retention leave it. */
export const openEntry = (
  keys: KeyRing,
  { id, body, sealed }: { id: string; body: Record<string, unknown>; sealed: Buffer | null },
): Record<string, unknown> => {
  const parts = openParts(keys, id, sealed)
  return parts === null ? body : putBack(body, parts)
}
