import { maskIdNumber } from '#domain/id-number'
import { maskName } from '#domain/name'
import { maskPhone } from '#domain/phone'
import { inScope } from '../../db/access/in-scope'
import { findEntries, type StoredEntry } from '../../db/stores/entry-reader'
import type { Checkpoint } from '../checkpoints/checkpoint-directory'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { Actor } from '../people/actor'
import type { KeyRing } from '../persons/key-ring'
import { openEntry } from '../persons/seal-entry'

interface ListEntriesInput {
  checkpoint: string | null
  device: string | null
  /** `from <= t < to` on the time that an entry counts at. */
  from: Date | null
  to: Date | null
  cursor: string | null
}

interface EntriesPage {
  entries: Record<string, unknown>[]
  cursor: string | null
}

const PAGE = 200
const DAY_MS = 86_400_000

/** Scope: a person's jurisdiction; a device its own of the last day. Names, phones and documents are masked. */
export const listEntries = async (core: Core, actor: Actor, input: ListEntriesInput): Promise<Outcome<EntriesPage>> => {
  const scope = scopeOf(core, actor, input)
  if (!scope.ok) return scope
  const after = input.cursor === null ? null : readCursor(input.cursor)
  if (after === 'unreadable') return refuse('invalid', 'The cursor is not one of ours: start again without it.')
  const { checkpoints, notBefore } = scope.value
  const query = {
    checkpointIds: checkpoints.map(({ id }) => id),
    source: input.device,
    from: latest(input.from, notBefore),
    to: input.to,
    after,
    limit: PAGE + 1,
  }
  const within = { scope: actor.kind === 'person' ? actor.scope : commonScope(checkpoints.map(({ path }) => path)) }
  const found = await inScope(core.database, within, (tx) => findEntries(tx, query))
  const page = found.slice(0, PAGE)
  const last = found.length > PAGE ? page.at(-1) : undefined
  return done({
    entries: page.map((entry) => showEntry(core.keys, entry, core.checkpoints.byId(entry.checkpointId)?.code ?? null)),
    cursor: last === undefined ? null : writeCursor(last),
  })
}

const scopeOf = (
  core: Core,
  actor: Actor,
  input: ListEntriesInput,
): Outcome<{ checkpoints: Checkpoint[]; notBefore: Date | null }> => {
  const all = [...core.checkpoints.all()]
  if (actor.kind === 'device') {
    if (input.device !== actor.device.id) {
      return refuse('forbidden', 'A device reads its own entries: name its id as device.')
    }
    const stood = new Set([...actor.device.pairings.values()].map(({ checkpointId }) => checkpointId))
    const checkpoints = all.filter(({ id, code }) => stood.has(id) && (input.checkpoint ?? code) === code)
    return done({ checkpoints, notBefore: new Date(core.clock.now() - DAY_MS) })
  }
  if (actor.kind !== 'person') return refuse('forbidden', 'A gate posts entries and reads none.')
  const seen = all.filter(({ path }) => path.startsWith(actor.scope))
  if (input.checkpoint === null) return done({ checkpoints: seen, notBefore: null })
  const checkpoint = seen.find(({ code }) => code === input.checkpoint)
  if (checkpoint === undefined) return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
  return done({ checkpoints: [checkpoint], notBefore: null })
}

/** The path that holds all of these; of none, one that holds nothing. */
const commonScope = (paths: readonly string[]): string =>
  paths.reduce((common, path) => {
    while (!path.startsWith(common)) common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1)
    return common
  }, paths[0] ?? '/0/')

const latest = (from: Date | null, notBefore: Date | null): Date | null =>
  notBefore !== null && (from === null || from < notBefore) ? notBefore : from

const showEntry = (keys: KeyRing, entry: StoredEntry, checkpoint: string | null): Record<string, unknown> => ({
  ...maskPeople(bodyOf(keys, entry)),
  checkpoint,
  device: entry.source,
  countedAt: entry.countedAt.toISOString(),
  receivedAt: entry.receivedAt.toISOString(),
  timeSuspect: entry.timeSuspect,
  ...(entry.pairingUnknown ? { pairingUnknown: true } : {}),
  ...(entry.afterRetire ? { afterRetire: true } : {}),
  ...(entry.standing ? {} : { standing: false }),
})

const bodyOf = (keys: KeyRing, { id, body, sealed, amends }: StoredEntry): Record<string, unknown> =>
  body === null ? { id, ...(amends === null ? {} : { amends }) } : openEntry(keys, { id, body, sealed })

const MASKS = { name: maskName, phone: maskPhone, idNumber: maskIdNumber }

const maskPeople = (body: Record<string, unknown>): Record<string, unknown> => {
  if (!Array.isArray(body.people)) return body
  const people = body.people.map((person: Record<string, unknown>) => {
    const masked = { ...person }
    for (const [field, mask] of Object.entries(MASKS)) {
      const value = person[field]
      if (typeof value === 'string') masked[field] = mask(value)
    }
    return masked
  })
  return { ...body, people }
}

const writeCursor = ({ countedAt, id }: StoredEntry) =>
  Buffer.from(`${countedAt.getTime()} ${id}`).toString('base64url')

const CURSOR = /^(\d{1,15}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

const readCursor = (cursor: string): { countedAt: Date; id: string } | 'unreadable' => {
  const [, ms, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  return ms === undefined || id === undefined ? 'unreadable' : { countedAt: new Date(Number(ms)), id }
}
