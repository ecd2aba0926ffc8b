import { SHIFT_MS } from '#domain/privacy/who-sees'
import { inScope } from '../../db/access/in-scope'
import { findEntries } from '../../db/stores/entry-reader'
import { writeAudit } from '../audit'
import type { Checkpoint } from '../checkpoints/checkpoint-directory'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { Actor, PersonActor } from '../people/actor'
import { type EntriesPage, PAGE, pageOf, readCursor } from './entries-page'

interface ListEntriesInput {
  checkpoint: string | null
  device: string | null
  /** `from <= t < to` on the time that an entry counts at. */
  from: Date | null
  to: Date | null
  cursor: string | null
}

/** Scope: a person's jurisdiction, staff of the last day; a device its own of the last day. Shown as `who-sees` says, and a person's look written down. */
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
  const within = actor.kind === 'person' ? actor : { scope: commonScope(checkpoints.map(({ path }) => path)) }
  const nowMs = core.clock.now()
  const look = actor.kind === 'person' ? lookOf(actor, input, query.from, nowMs) : null
  const isNoted = look !== null && (look.glance === null || core.glances.isDue(look.glance, nowMs))
  const found = await inScope(core.database, within, async (tx) => {
    // Where it can't be written down nothing is shown.
    if (look !== null && isNoted) await writeAudit(tx, nowMs, look.line)
    return findEntries(tx, query)
  })
  if (isNoted && look.glance !== null) core.glances.note(look.glance, nowMs)
  return done(pageOf(core, actor, found))
}

/** How a person's look at passages is written down; `glance`: what passes one checkpoint now, the newest of it, once an hour. */
const lookOf = (actor: PersonActor, input: ListEntriesInput, from: Date | null, nowMs: number) => {
  const { checkpoint, cursor, to, device } = input
  const isNewest = cursor === null && device === null && (to === null || to.getTime() >= nowMs)
  const isNow = checkpoint !== null && isNewest && from !== null && nowMs - from.getTime() <= SHIFT_MS
  const after = { from, to, device, further: cursor !== null }
  return {
    glance: isNow ? `${actor.name} ${checkpoint}` : null,
    line: {
      actor: actor.name,
      verb: 'entry.list',
      after: isNow ? { now: true } : after,
      ...(checkpoint === null ? {} : { target: `checkpoint:${checkpoint}` }),
    },
  }
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
    return done({ checkpoints, notBefore: new Date(core.clock.now() - SHIFT_MS) })
  }
  if (actor.kind !== 'person') return refuse('forbidden', 'A gate posts entries and reads none.')
  const seen = all.filter(({ path }) => path.startsWith(actor.scope))
  const notBefore = actor.role === 'staff' ? new Date(core.clock.now() - SHIFT_MS) : null
  if (input.checkpoint === null) return done({ checkpoints: seen, notBefore })
  const checkpoint = seen.find(({ code }) => code === input.checkpoint)
  if (checkpoint === undefined) return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
  return done({ checkpoints: [checkpoint], notBefore })
}

/** The path that holds all of these; of none, one that holds nothing. */
const commonScope = (paths: readonly string[]): string =>
  paths.reduce((common, path) => {
    while (!path.startsWith(common)) common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1)
    return common
  }, paths[0] ?? '/0/')

const latest = (from: Date | null, notBefore: Date | null): Date | null =>
  notBefore !== null && (from === null || from < notBefore) ? notBefore : from
