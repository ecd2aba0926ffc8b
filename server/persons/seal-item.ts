import type { Item } from '#domain/checkpoints/item'
import { type PersonalParts, putBack, takeItemPersonal } from '#domain/privacy/personal'
import type { KeyRing } from './key-ring'

/** An item on its way into the database. `sealed` is hexadecimal; null where nothing of it is personal. */
export interface SealedItem {
  body: Item
  sealed: string | null
}

const contextOf = (id: string): string => `item ${id}`

export const sealItem = (keys: KeyRing, item: Item): SealedItem => {
  const taken = takeItemPersonal(item)
  if (taken === null) return { body: item, sealed: null }
  return { body: taken.bare, sealed: sealItemParts(keys, item.id, taken.parts) }
}

export const sealItemParts = (keys: KeyRing, id: string, parts: PersonalParts): string =>
  keys.seal('persons', JSON.stringify(parts), contextOf(id)).toString('hex')

/** What was sealed of an item; null where nothing was, or where its key is gone. */
export const openItemParts = (keys: KeyRing, id: string, sealed: Buffer | null): PersonalParts | null => {
  const text = sealed === null ? null : keys.open(sealed, contextOf(id))
  // Written by `sealItemParts`, and it opened.
  return text === null ? null : (JSON.parse(text) as PersonalParts)
}

/** The item as it was sent, as far as its keys and retention leave it. */
export const openItem = (
  keys: KeyRing,
  { id, body, sealed }: { id: string; body: Record<string, unknown>; sealed: Buffer | null },
): Record<string, unknown> => {
  const parts = openItemParts(keys, id, sealed)
  return parts === null ? body : putBack(body, parts)
}
