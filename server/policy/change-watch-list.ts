import type { TransactionSql } from 'postgres'
import { parseInstant } from '#domain/instant'
import { readSubject, type SubjectKind } from '#domain/policy/watch-subject'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, type Refusal, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { type PolicyEdit, putPolicy, seesAll } from './put-policy'
import { lockWatchList, type WatchListRow, watchDigest } from './watch-list-row'

interface NewSubject {
  kind: SubjectKind
  /** The plate, or the number of the document, as it was typed. */
  subject: string
  rule: string
  reason: string
  order: string | null
  /** ISO 8601. */
  expires: string
}

interface WatchListEdit extends PolicyEdit {
  add: NewSubject[]
  /** Ids that leave the list. */
  end: { id: number; reason: string }[]
}

type Faults = NonNullable<Refusal['errors']>
type Digested = NewSubject & { digest: Buffer; label: string }

const fault = (path: string, message: string) => ({ path, code: 'value' as const, message })

/** Puts subjects on the watch list and takes others off, as one version of the policy. */
export const changeWatchList = async (
  core: Core,
  actor: PersonActor,
  edit: WatchListEdit,
): Promise<Outcome<{ version: string; watchlist: { version: string; count: number } }>> => {
  const errors = edit.add.flatMap((subject, index) => subjectFaults(subject, `/add/${index}`, core.clock.now()))
  if (errors.length > 0) return refuse('invalid', 'The watch list can not be like this.', { errors })
  if (!(await inScope(core.database, actor, (tx) => seesAll(tx, actor)))) {
    return refuse('forbidden', 'The policy is for the whole instance.')
  }
  // Digests take a while each, and nobody should wait for the list meanwhile.
  const list = await inScope(core.database, actor, (tx) => lockWatchList(tx))
  const added = await digestAll(list, edit.add)
  const put = await inScope(core.database, actor, async (tx) => {
    const { version } = await lockWatchList(tx)
    const outcome = await putPolicy(core, tx, actor, edit, async (standing) => {
      const rules = new Set(standing.rules.map(({ id }) => id))
      const found = await listFaults(tx, edit, added, rules)
      if (found.length > 0) return refuse('invalid', 'The watch list can not be like this.', { errors: found })
      const [row] = await tx<{ count: number }[]>`
        select count(*)::int as count from watch_subjects
        where until is null and expires_at > ${new Date(core.clock.now())} and not id = any(${idsOf(edit)})`
      const count = (row?.count ?? 0) + added.length
      return done({ ...standing, watchlist: { version: String(version + 1), count } })
    })
    if (outcome.ok) await write(core, tx, actor, { edit, added, version: version + 1 })
    return outcome
  })
  if (!put.ok) return put
  await core.bus.publish('policy')
  return done({ version: put.value.version, watchlist: put.value.document.watchlist })
}

const idsOf = ({ end }: WatchListEdit): number[] => end.map(({ id }) => id)

const subjectFaults = (input: NewSubject, path: string, nowMs: number): Faults => {
  const read = readSubject(input.kind, input.subject)
  const expires = parseInstant(input.expires)
  return [
    ...('fault' in read ? [fault(`${path}/subject`, read.fault)] : []),
    ...(expires === null || expires <= nowMs ? [fault(`${path}/expires`, 'must lie ahead')] : []),
  ]
}

/** One after another: several at once would take the memory and the cores of a small machine. */
const digestAll = async (list: WatchListRow, subjects: readonly NewSubject[]): Promise<Digested[]> => {
  const digested: Digested[] = []
  for (const input of subjects) {
    const read = readSubject(input.kind, input.subject)
    if ('fault' in read) throw new Error('a subject that was found right is wrong')
    const { canonical, label } = read
    digested.push({ ...input, label, digest: await watchDigest(list, input.kind, canonical) })
  }
  return digested
}

/** What only the list as it stands can tell: unknown rules and ids, and subjects that are on it already. */
const listFaults = async (
  tx: TransactionSql,
  edit: WatchListEdit,
  added: readonly Digested[],
  rules: ReadonlySet<string>,
): Promise<Faults> => {
  const standing = await tx<{ id: number; kind: SubjectKind; digest: Buffer }[]>`
    select id, kind, digest from watch_subjects where until is null`
  const ids = new Set(standing.map(({ id }) => id))
  const ended = new Set(idsOf(edit))
  const key = ({ kind, digest }: { kind: SubjectKind; digest: Buffer }) => `${kind} ${digest.toString('base64')}`
  const taken = new Set(standing.filter(({ id }) => !ended.has(id)).map(key))
  const faults: Faults = edit.end.flatMap(({ id }, index) =>
    ids.has(id) ? [] : [fault(`/end/${index}/id`, 'must be the id of a subject on the list')],
  )
  for (const [index, subject] of added.entries()) {
    if (!rules.has(subject.rule)) faults.push(fault(`/add/${index}/rule`, 'must be the id of a rule of the policy'))
    if (taken.has(key(subject))) {
      faults.push({ path: `/add/${index}/subject`, code: 'taken', message: 'is on the list already' })
    }
    taken.add(key(subject))
  }
  return faults
}

const write = async (
  core: Core,
  tx: TransactionSql,
  actor: PersonActor,
  { edit, added, version }: { edit: WatchListEdit; added: readonly Digested[]; version: number },
): Promise<void> => {
  const now = core.clock.now()
  const line = { actor: actor.name, address: edit.address }
  for (const { id, reason } of edit.end) {
    await tx`
      update watch_subjects set until = ${version}, ended_by = ${actor.name}, ended_at = ${new Date(now)},
        end_reason = ${reason} where id = ${id} and until is null`
    await writeAudit(tx, now, { ...line, verb: 'watchlist.end', target: `watch:${id}`, reason })
  }
  for (const { kind, digest, label, rule, reason, order, expires } of added) {
    const [row] = await tx<{ id: number }[]>`
      insert into watch_subjects (kind, digest, label, rule, reason, order_text, expires_at, since, added_by, added_at)
      values (${kind}, ${digest}, ${label}, ${rule}, ${reason}, ${order}, ${new Date(parseInstant(expires) ?? now)},
        ${version}, ${actor.name}, ${new Date(now)}) returning id`
    const after = { kind, rule, order, expires }
    await writeAudit(tx, now, { ...line, verb: 'watchlist.add', target: `watch:${row?.id}`, after, reason })
  }
  await tx`update watch_list set version = ${version}`
}
