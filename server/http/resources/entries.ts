import * as z from 'zod'
import { LIMITS } from '#domain/entries/entry'
import { Entry } from '#protocol/entry'
import { type Busy, EntriesAnswer } from '#protocol/results'
import type { Core } from '../../core'
import { entrySource } from '../../devices/device-directory'
import { gateSource } from '../../entries/gate-source'
import { entriesFault, type Ingest } from '../../entries/ingest'
import { listEntries } from '../../entries/list-entries'
import type { Board } from '../../live/board'
import { done, type Outcome, refuse } from '../../outcome'
import { QueryTime } from '../query-time'
import { type Reply, type Route, route } from '../route'

const Message = z.object({ entries: z.unknown() })

/** `none` where a query has no such key. */
const optional = <T extends z.ZodType>(schema: T) => schema.optional().transform((value) => value ?? null)

const Query = z.object({
  checkpoint: optional(z.string().max(40)),
  device: optional(z.uuid()),
  from: QueryTime,
  to: QueryTime,
  cursor: optional(z.string().max(200)),
})

export const entryRoutes = (core: Core, ingest: Ingest, board: Board): Route[] => [
  route({
    method: 'POST',
    path: '/entries',
    summary: 'Stores entries; answered when they are committed',
    access: { roles: [], devices: true, gates: true },
    body: Message,
    documentedBody: z.object({ entries: z.array(Entry).min(1).max(LIMITS.entriesPerMessage) }),
    answers: [
      { status: 200, schema: EntriesAnswer, description: 'A verdict for each entry, in order' },
      { status: 503, description: 'Busy: nothing of it is promised; send it again after Retry-After' },
    ],
    handle: async ({ actor, body: { entries } }) => {
      const faulty = refuseList('entries', entries)
      if (faulty !== null) return faulty
      if (actor.kind === 'person') return refuse('forbidden', 'Only devices and gates post entries.')
      const list = entries as unknown[]
      const source = actor.kind === 'device' ? entrySource(actor.device) : gateSource(core.checkpoints, actor)
      if (actor.kind === 'gate') hearGate(core, board, actor.keyId, actor.scope, list)
      return showAnswer(await ingest.submit(source, list))
    },
  }),
  route({
    method: 'GET',
    path: '/entries',
    summary: 'Entries, newest first, 200 a page',
    access: { roles: ['admin', 'command', 'health', 'staff'], devices: true },
    query: Query,
    handle: async ({ actor, query }) => {
      const page = await listEntries(core, actor, query)
      return page.ok ? done({ json: page.value }) : page
    },
  }),
]

/** Why a message is no list of 1 to 500; null where it is one. */
export const refuseList = (what: 'entries' | 'items', made: unknown) => {
  const fault = entriesFault(made)
  if (fault === null) return null
  const errors = [{ path: `/${what}`, code: 'value' as const, message: fault }]
  return Array.isArray(made) && made.length > 0
    ? refuse('too-large', `The list ${fault}: send it in parts.`, { errors })
    : refuse('invalid', `The list ${fault}.`, { errors })
}

export const showAnswer = (answer: EntriesAnswer | Busy): Outcome<Reply> => {
  if (!('busy' in answer)) return done({ json: answer })
  const detail = 'The server can not take more now; nothing of it was promised. Send it again.'
  return refuse('busy', detail, { retryAfterMs: answer.retryAfterMs })
}

/** A call of a gate is a sign of life of the checkpoints that it names. */
export const hearGate = (core: Core, board: Board, keyId: string, scope: string, entries: readonly unknown[]): void => {
  const codes = new Set<string>()
  for (const entry of entries) {
    if (typeof entry === 'object' && entry !== null && 'checkpoint' in entry && typeof entry.checkpoint === 'string') {
      codes.add(entry.checkpoint)
    }
  }
  for (const code of codes) {
    const checkpoint = core.checkpoints.byCode(code)
    if (checkpoint?.path.startsWith(scope)) board.hear(checkpoint.id, keyId, {}, core.clock.now())
  }
}
