import { maskEntry } from '#domain/privacy/masked-entry'
import type { Seer } from '#domain/privacy/who-sees'
import type { StoredEntry } from '../../db/stores/entry-reader'
import type { Core } from '../core'
import type { Actor } from '../people/actor'
import { openEntry } from '../persons/seal-entry'

export interface EntriesPage {
  entries: Record<string, unknown>[]
  /** Null at the end. */
  cursor: string | null
}

export const PAGE = 200

/** As whom the table of who sees what takes a caller; a gate reads nothing. */
const seerOf = (actor: Actor): Seer => (actor.kind === 'person' ? actor.role : 'staff')

/** A page of what was found; one more than its size tells that there are more. `resume` is where a search broke off. */
export const pageOf = (
  core: Core,
  actor: Actor,
  found: readonly StoredEntry[],
  { resume = null, size = PAGE }: { resume?: { countedAt: Date; id: string } | null; size?: number } = {},
): EntriesPage => {
  const page = found.slice(0, size)
  const last = found.length > size ? page.at(-1) : undefined
  const next = last ?? resume
  return {
    entries: page.map((entry) => showEntry(core, actor, entry)),
    cursor: next === null ? null : writeCursor(next),
  }
}

/** The entry as sent, as far as this caller sees it, and what the server knows of it. */
const showEntry = (core: Core, actor: Actor, entry: StoredEntry): Record<string, unknown> => ({
  ...maskEntry(bodyOf(core, entry), seerOf(actor)),
  checkpoint: core.checkpoints.byId(entry.checkpointId)?.code ?? null,
  device: entry.source,
  countedAt: entry.countedAt.toISOString(),
  receivedAt: entry.receivedAt.toISOString(),
  timeSuspect: entry.timeSuspect,
  ...(entry.pairingUnknown ? { pairingUnknown: true } : {}),
  ...(entry.afterRetire ? { afterRetire: true } : {}),
  ...(entry.standing ? {} : { standing: false }),
})

const bodyOf = (core: Core, { id, body, sealed, amends }: StoredEntry): Record<string, unknown> =>
  body === null ? { id, ...(amends === null ? {} : { amends }) } : openEntry(core.keys, { id, body, sealed })

const writeCursor = ({ countedAt, id }: { countedAt: Date; id: string }) =>
  Buffer.from(`${countedAt.getTime()} ${id}`).toString('base64url')

const CURSOR = /^(\d{1,15}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export const readCursor = (cursor: string): { countedAt: Date; id: string } | 'unreadable' => {
  const [, ms, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  return ms === undefined || id === undefined ? 'unreadable' : { countedAt: new Date(Number(ms)), id }
}
