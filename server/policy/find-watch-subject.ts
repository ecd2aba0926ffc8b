import { readSubject, type SubjectKind } from '#domain/policy/watch-subject'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { seesAll } from './put-policy'
import { readWatchListRow, watchDigest } from './watch-list-row'

/** Whether a plate or a person stands on the list: labels are masked, so whoever takes one off asks by its name. */
export const findWatchSubject = async (
  core: Core,
  actor: PersonActor,
  input: { kind: SubjectKind; subject: string; address: string | null },
): Promise<Outcome<{ id: number | null }>> => {
  const read = readSubject(input.kind, input.subject)
  if ('fault' in read) {
    const errors = [{ path: '/subject', code: 'value' as const, message: read.fault }]
    return refuse('invalid', 'That can not be on the list.', { errors })
  }
  return inScope<Outcome<{ id: number | null }>>(core.database, actor, async (tx) => {
    if (!(await seesAll(tx, actor))) return refuse('forbidden', 'The watch list is for the whole instance.')
    const list = await readWatchListRow(tx)
    const digest = list === null ? null : await watchDigest(list, input.kind, read.canonical)
    const [row] = await tx<{ id: number }[]>`
      select id from watch_subjects where kind = ${input.kind} and digest = ${digest} and until is null`
    const id = row?.id ?? null
    const line = { actor: actor.name, verb: 'watchlist.find', after: { kind: input.kind, found: id } }
    const personal = { keys: core.keys, value: { subject: read.canonical } }
    await writeAudit(tx, core.clock.now(), { ...line, address: input.address, personal })
    return done({ id })
  })
}
