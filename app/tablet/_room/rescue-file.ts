import { LIMITS } from '#domain/entries/entry'
import type { RelayContent, RelayFile } from '#protocol/relay'
import { readSealTo, sealRelayPart } from '#protocol/relay-seal'
import type { Outbox } from '../_outbox/store'
import type { Pairing } from './pairing'

/** Characters of JSON in a part: well under what the server unfolds, also where each takes three bytes. */
const PART_CHARACTERS = 250_000

/** Cuts what was made into parts that one message could hold, in order. */
function rescueParts(
  { entries, items }: { entries: readonly object[]; items: readonly object[] },
  token: string,
): RelayContent[] {
  const parts: RelayContent[] = []
  let part: RelayContent = { token, entries: [], items: [] }
  let characters = 0
  const put = (kind: 'entries' | 'items', made: object): void => {
    const length = JSON.stringify(made).length
    const isFull = part.entries.length + part.items.length >= LIMITS.entriesPerMessage
    if (isFull || (characters > 0 && characters + length > PART_CHARACTERS)) {
      parts.push(part)
      part = { token, entries: [], items: [] }
      characters = 0
    }
    part[kind].push(made)
    characters += length
  }
  for (const entry of entries) put('entries', entry)
  for (const item of items) put('items', item)
  return characters > 0 ? [...parts, part] : parts
}

/** All that no server has, sealed and signed; null where nothing waits, or no server is known to seal to. */
export async function rescueFile(
  outbox: Outbox,
  pairing: Pairing | null,
  sealTo: Record<string, unknown> | null,
): Promise<RelayFile | null> {
  const to = readSealTo(sealTo)
  if (to === null || pairing === null) return null
  const contents = rescueParts(await outbox.unsent(), pairing.token)
  if (contents.length === 0) return null
  const pair = await outbox.signingKey()
  const parts = await Promise.all(
    contents.map((content) => sealRelayPart(crypto, to, pairing.device, content, pair?.privateKey ?? null)),
  )
  return { format: 'kakou-relay', version: 1, at: new Date().toISOString(), parts }
}
