import { inScope } from '../../db/access/in-scope'
import { findInstructions, type SentInstruction } from '../../db/stores/instruction-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

const PAGE = 50

interface Page {
  instructions: SentInstruction[]
  cursor: string | null
}

/** What was sent, newest first, and how many have read it; of the checkpoints that the reader sees. */
export const listInstructions = async (
  core: Core,
  actor: PersonActor,
  cursor: string | null,
): Promise<Outcome<Page>> => {
  const before = cursor === null ? null : readCursor(cursor)
  if (cursor !== null && before === null) return refuse('invalid', 'The cursor is none that this list gave.')
  const rows = await inScope(core.database, actor, (tx) => findInstructions(tx, { before, limit: PAGE + 1 }))
  const instructions = rows.slice(0, PAGE)
  const last = instructions.at(-1)
  return done({
    instructions,
    cursor: rows.length > PAGE && last !== undefined ? `${last.sentAt.getTime()}_${last.id}` : null,
  })
}

const readCursor = (cursor: string): { sentAt: Date; id: string } | null => {
  const [, ms, id] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(cursor) ?? []
  return ms === undefined || id === undefined ? null : { sentAt: new Date(Number(ms)), id }
}
