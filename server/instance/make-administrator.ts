import { readCrockford } from '#domain/crockford'
import { findRoot } from '../../db/stores/jurisdiction-store'
import type { Core } from '../core'
import { hashToken } from '../devices/device-directory'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { hashPassword } from '../people/passwords/password'
import { insertUser, userFaults } from '../people/users/create-user'
import { normaliseName } from '../people/users/user-name'
import { SETUP_CODE_LENGTH } from './setup-code'

interface FirstAdministrator {
  code: string
  username: string
  displayName: string | null
  password: string
  address: string | null
  agent: string | null
}

/** The first run's one-time code makes the first administrator, and signs him in. It works once. */
export const makeAdministrator = async (
  core: Core,
  input: FirstAdministrator,
): Promise<Outcome<{ token: string; actor: PersonActor }>> => {
  const { sql } = core.database
  const codeHash = hashToken(readCrockford(input.code, SETUP_CODE_LENGTH) ?? '')
  const tried = await core.attempts.tryCode('setup', input.address, async () => {
    const [valid] = await sql`select 1 from instance where setup_code_hash = ${codeHash}`
    return { right: valid !== undefined, value: valid !== undefined }
  })
  if ('waitMs' in tried)
    return refuse('too-many', 'Too many wrong codes. Wait, then try again.', { retryAfterMs: tried.waitMs })
  if (!tried.value) return refuse('unauthorized', WRONG)
  const name = normaliseName(input.username)
  const errors = await userFaults(core, name, input.password)
  if (errors !== undefined) return refuse('invalid', 'The account can not be made like this.', { errors })
  const hash = await hashPassword(input.password)
  const made = await sql.begin<Outcome<string>>(async (tx) => {
    const [taken] = await tx`select 1 from users where name = ${name}`
    if (taken !== undefined) return refuse('conflict', 'There is an account of that name.')
    const [spent] = await tx`
      update instance set setup_code_hash = null where setup_code_hash = ${codeHash}
        and not exists (select from users where role = 'admin' and disabled_at is null) returning 1`
    if (spent === undefined) return refuse('unauthorized', WRONG)
    const { id: jurisdictionId } = await findRoot(tx)
    const { displayName } = input
    return done(
      await insertUser(core, tx, 'system', {
        name,
        displayName,
        role: 'admin',
        hash,
        jurisdictionId,
        givenUntil: null,
      }),
    )
  })
  if (!made.ok) return made
  const token = await core.sessions.open(made.value, input.address, input.agent)
  const actor = await core.sessions.find(token)
  if (actor === null) throw new Error('a session that was just opened is not there')
  return done({ token, actor })
}

const WRONG = 'The one-time code is not right, or was used. It stands in the terminal of the server.'
