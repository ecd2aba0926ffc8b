import { randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { policyFaults } from '#domain/policy/check-policy'
import { DEFAULT_POLICY, type PolicyDocument } from '#domain/policy/policy'
import { policyChanges } from '#domain/policy/policy-changes'
import { readRoot } from '../../db/stores/jurisdiction-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { storedPolicy } from './stored-policy'

export interface PolicyEdit {
  /** The version that the editor saw: what somebody else put in force since must not be undone unseen. */
  base: string
  note: string | null
  address: string | null
}

/** Whether the whole instance lies within the actor's jurisdiction. */
export const seesAll = async (sql: Sql | TransactionSql, actor: PersonActor): Promise<boolean> =>
  (await readRoot(sql))?.path.startsWith(actor.scope) ?? actor.scope === '/'

interface Standing {
  version: string
  document: PolicyDocument
  inForceFrom: Date | null
}

/**
 * Puts the next version in force, inside the caller's transaction; one at a time. `change` is given the document that
 * stands and answers the next one. The caller tells all servers once it is committed.
 */
export const putPolicy = async (
  core: Core,
  tx: TransactionSql,
  actor: PersonActor,
  edit: PolicyEdit,
  change: (standing: PolicyDocument) => Promise<Outcome<PolicyDocument>>,
): Promise<Outcome<{ version: string; document: PolicyDocument }>> => {
  await tx`select pg_advisory_xact_lock(hashtext('kakou policy'))`
  if (!(await seesAll(tx, actor))) return refuse('forbidden', 'The policy is for the whole instance.')
  const standing = await readStanding(tx)
  if (standing.version !== edit.base) {
    return refuse('conflict', `Version ${standing.version} was put in force meanwhile. Look at it, then change again.`)
  }
  const changed = await change(standing.document)
  if (!changed.ok) return changed
  const document = changed.value
  const used = await tx<{ rule: string }[]>`
    select distinct rule from watch_subjects where until is null and expires_at > ${new Date(core.clock.now())}`
  const errors = [
    ...policyFaults(
      document,
      used.map(({ rule }) => rule),
    ),
    ...Object.keys(document.levelAt)
      .filter((code) => core.checkpoints.byCode(code) === undefined)
      .map((code) => ({
        path: `/levelAt/${code}`,
        code: 'value' as const,
        message: 'must be the code of a checkpoint',
      })),
  ]
  if (errors.length > 0) return refuse('invalid', 'The policy can not be like this.', { errors })
  const changes = policyChanges(standing.document, document)
  if (changes.length === 0) return refuse('conflict', 'This changes nothing of what is in force.')
  const version = await nextVersion(tx)
  const now = core.clock.now()
  // Later than the one before, also where the clock went back: the newest is the one in force.
  const inForceFrom = new Date(Math.max(now, (standing.inForceFrom?.getTime() ?? 0) + 1))
  await tx`
    insert into policy_versions (version, id, document, in_force_from, created_by, note)
    values (${version}, ${randomUUID()}, ${tx.json(document as never)}, ${inForceFrom}, ${actor.name}, ${edit.note})`
  await writeAudit(tx, now, {
    actor: actor.name,
    verb: 'policy.publish',
    target: `policy:${version}`,
    before: Object.fromEntries(changes.map(({ path, before }) => [path, before])),
    after: Object.fromEntries(changes.map(({ path, after }) => [path, after])),
    ...(edit.note === null ? {} : { reason: edit.note }),
    address: edit.address,
  })
  return done({ version, document })
}

const readStanding = async (tx: TransactionSql): Promise<Standing> => {
  const [row] = await tx<{ version: string; document: Partial<PolicyDocument>; inForceFrom: Date }[]>`
    select version, document, in_force_from as "inForceFrom" from policy_versions
    order by in_force_from desc, version desc limit 1`
  if (row === undefined) return { version: '0', document: DEFAULT_POLICY, inForceFrom: null }
  return { ...row, document: storedPolicy(row.document) }
}

const nextVersion = async (tx: TransactionSql): Promise<string> => {
  const [row] = await tx<{ last: string | null }[]>`
    select max(version::bigint) as last from policy_versions where version ~ '^[0-9]{1,15}$'`
  return String(Number(row?.last ?? 0) + 1)
}
