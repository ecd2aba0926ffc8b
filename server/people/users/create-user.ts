import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../../db/access/in-scope'
import type { Role } from '../../../db/schema/people'
import { sqlState } from '../../../db/sql-state'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done, type Outcome, type Refusal, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { jurisdictionOf } from '../jurisdiction-of'
import { givenUntilOf } from '../passwords/given-password'
import { hashPassword, makePassword, passwordFault } from '../passwords/password'
import { nameFault, normaliseName } from './user-name'

const UNIQUE_VIOLATION = '23505'

interface NewUser {
  username: string
  displayName: string | null
  role: Role
  /** Code of its jurisdiction; null: the actor's own. */
  jurisdiction: string | null
  /** Null: a random one is made. */
  password: string | null
  /** Whoever gets it must change the password at the first sign-in, before it runs out. */
  given?: boolean
  demo?: string
}

/** Why name or password won't do. */
export const userFaults = async (core: Core, name: string, password: string | null): Promise<Refusal['errors']> => {
  const errors: NonNullable<Refusal['errors']> = []
  const wrongName = nameFault(name)
  if (wrongName !== null) errors.push({ path: '/username', code: 'value', message: wrongName })
  const wrongPassword = password === null ? null : await passwordFault(core.env, password, [name])
  if (wrongPassword !== null) errors.push({ path: '/password', code: 'value', message: wrongPassword })
  return errors.length === 0 ? undefined : errors
}

/** Makes an account. `password` of the answer is the one that was made, null where it was given. */
export const createUser = async (
  core: Core,
  actor: PersonActor,
  input: NewUser,
): Promise<Outcome<{ name: string; password: string | null }>> => {
  const name = normaliseName(input.username)
  const errors = await userFaults(core, name, input.password)
  if (errors !== undefined) return refuse('invalid', 'The account can not be made like this.', { errors })
  const made = input.password === null ? makePassword() : null
  const hash = await hashPassword(input.password ?? made ?? '')
  try {
    return await inScope(core.database, actor, async (tx) => {
      const jurisdictionId = await jurisdictionOf(tx, actor, input.jurisdiction)
      if (jurisdictionId === null) return refuse('not-found', 'There is no such jurisdiction within yours.')
      const givenUntil = input.given ? await givenUntilOf(core, tx, jurisdictionId) : null
      await insertUser(core, tx, actor.name, { ...input, name, hash, jurisdictionId, givenUntil })
      return done({ name, password: made })
    })
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error
    const taken = [{ path: '/username', code: 'taken' as const, message: 'is taken by another account' }]
    return refuse('conflict', 'There is an account of that name.', { errors: taken })
  }
}

interface UserRow {
  name: string
  displayName: string | null
  role: Role
  hash: string
  jurisdictionId: number
  /** Null: the password is its owner's own. */
  givenUntil: Date | null
  demo?: string
}

/** Writes an account and its line of audit. */
export const insertUser = async (core: Core, tx: TransactionSql, actor: string, user: UserRow): Promise<string> => {
  const now = core.clock.now()
  const id = uuidV7(now, randomBytes(16))
  const displayName = user.displayName?.trim() || user.name
  await tx`
    insert into users (id, name, display_name, role, jurisdiction_id, password_hash, given_until, created_at, demo)
    values (${id}, ${user.name}, ${displayName}, ${user.role}, ${user.jurisdictionId}, ${user.hash}, ${user.givenUntil},
      ${new Date(now)}, ${user.demo ?? null})`
  const after = { role: user.role, jurisdiction: user.jurisdictionId }
  await writeAudit(tx, now, { actor, verb: 'user.create', target: `user:${user.name}`, after })
  return id
}
