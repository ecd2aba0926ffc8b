import { randomBytes } from 'node:crypto'
import { readPlatePattern } from '#domain/identifiers/plate-pattern'
import { DAY_MS } from '#domain/instant'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { insertPermit } from '../../db/stores/trajectory-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { normaliseName } from '../people/users/user-name'
import { readPersons } from '../persons/read-persons'
import { isIndependent } from './is-independent'
import { permitContext, type ShownPermit, showPermit } from './show-permit'

interface TrajectoryAsked {
  plate: string
  from: Date
  to: Date
  reason: string
  /** Account of a duty officer or administrator who is to give leave. */
  approver: string
  address: string | null
}

const IN_ONE_HAND =
  'must be an account that you neither made nor gave a password, nor its owner yours: name another officer'

/** As far as a trajectory reaches, and for how long leave may be given. */
const LONGEST_MS = 14 * DAY_MS
const WAITS_MS = DAY_MS

/** Asks another for leave to see where a vehicle went. Nothing of it is shown before that is given. */
export const askTrajectory = async (
  core: Core,
  actor: PersonActor,
  asked: TrajectoryAsked,
): Promise<Outcome<ShownPermit>> => {
  const { from, to, reason, address } = asked
  const pattern = readPlatePattern(asked.plate)
  const plate = typeof pattern === 'string' ? null : pattern.exact
  const errors: { path: string; code: 'plate' | 'range' | 'value'; message: string }[] = []
  if (plate === null) errors.push({ path: '/plate', code: 'plate', message: 'must be a whole plate' })
  if (from >= to) errors.push({ path: '/to', code: 'range', message: 'must be after from' })
  else if (to.getTime() - from.getTime() > LONGEST_MS) {
    errors.push({ path: '/to', code: 'range', message: 'must be within fourteen days of from' })
  }
  const approver = `user:${normaliseName(asked.approver)}`
  if (approver === actor.name) {
    errors.push({ path: '/approver', code: 'value', message: 'must be another than who asks' })
  } else if (!(await mayApprove(core, actor, approver))) {
    const message = 'must be the account of a duty officer or administrator whose jurisdiction holds yours'
    errors.push({ path: '/approver', code: 'value', message })
  } else if (!(await isIndependent(core, actor.name, approver))) {
    errors.push({ path: '/approver', code: 'value', message: IN_ONE_HAND })
  }
  if (plate === null || errors.length > 0) {
    return refuse('invalid', 'The trajectory can not be asked for like this.', { errors })
  }
  const nowMs = core.clock.now()
  const id = uuidV7(nowMs, randomBytes(16))
  const permit = {
    id,
    plate: core.keys.seal('audit', plate, permitContext(id)),
    since: from,
    until: to,
    reason,
    askedBy: actor.name,
    approver,
    askedAt: new Date(nowMs),
    approvedAt: null,
    expiresAt: new Date(nowMs + WAITS_MS),
  }
  const what = { approver, from, to }
  const reading = {
    verb: 'trajectory.ask' as const,
    reason,
    target: `trajectory:${id}`,
    what,
    about: { plate },
    address,
  }
  return readPersons(core, actor, reading, async (tx) => {
    await insertPermit(tx, permit, actor.scope)
    return done(showPermit(core, permit))
  })
}

/** Whoever gives leave may sit above the one who asks, so the account is looked for in the whole county. */
const mayApprove = (core: Core, actor: PersonActor, approver: string): Promise<boolean> =>
  inScope(core.database, { scope: '/' }, async (tx) => {
    const rows = await tx`
      select 1 from users u join jurisdictions j on j.id = u.jurisdiction_id
      where 'user:' || u.name = ${approver} and u.role in ('admin', 'command') and u.disabled_at is null
        and starts_with(${actor.scope}, j.path)`
    return rows.length > 0
  })
