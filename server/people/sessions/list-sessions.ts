import { inScope } from '../../../db/access/in-scope'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { lifetimeOf } from './sessions'

export interface SessionOfAccount {
  /** Names the session; nothing can be signed in with it. */
  id: string
  signedInAt: string
  /** To the hour. */
  usedAt: string
  endsAt: string
  address: string | null
  /** What the browser calls itself. */
  agent: string | null
  /** A wall display's. */
  wall: boolean
}

/** The sessions of an account that have not ended, newest first. */
export const listSessions = async (core: Core, actor: PersonActor, userId: string): Promise<SessionOfAccount[]> => {
  const rows = await inScope(
    core.database,
    actor,
    (tx) => tx<
      { hash: Buffer; created: Date; expires: Date; address: string | null; agent: string | null; wall: boolean }[]
    >`
    select id_hash as hash, created_at as created, expires_at as expires, address, agent, wall from sessions
    where user_id = ${userId} and revoked_at is null and expires_at > ${new Date(core.clock.now())}
    order by created_at desc`,
  )
  return rows.map(({ hash, created, expires, address, agent, wall }) => ({
    id: sessionId(hash),
    signedInAt: created.toISOString(),
    usedAt: new Date(Math.max(created.getTime(), expires.getTime() - lifetimeOf(wall))).toISOString(),
    endsAt: expires.toISOString(),
    address,
    agent,
    wall,
  }))
}

/** The sessions of an account within the actor's jurisdiction. */
export const listSessionsOf = async (
  core: Core,
  actor: PersonActor,
  { username }: { username: string },
): Promise<Outcome<SessionOfAccount[]>> => {
  const [user] = await inScope(
    core.database,
    actor,
    (tx) => tx<{ id: string }[]>`
    select u.id from users u join jurisdictions j on j.id = u.jurisdiction_id
    where u.name = ${username} and starts_with(j.path, ${actor.scope})`,
  )
  if (user === undefined) return refuse('not-found', 'There is no such account within your jurisdiction.')
  return done(await listSessions(core, actor, user.id))
}

const ID_BYTES = 12

/** The beginning of the hash: enough to tell sessions apart, too little to be one. */
export const sessionId = (hash: Buffer): string => hash.subarray(0, ID_BYTES).toString('hex')

/** The beginning of a hash that an id stands for; null where it stands for none. */
export const readSessionId = (id: string): Buffer | null => (/^[0-9a-f]{24}$/.test(id) ? Buffer.from(id, 'hex') : null)
