import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { Actor, PersonActor } from '../actor'
import { isPassword } from '../passwords/password'
import { hasSecondFactor, takeAppCode, takeRecoveryCode } from '../second-factor/second-factor'
import { normaliseName } from '../users/user-name'
import { makeBrowserMark, readBrowserMark } from './known-browser'

interface SignIn {
  username: string
  password: string
  /** Of the account's app, or a recovery code; null where none was sent. */
  code: string | null
  address: string | null
  agent: string | null
  /** The mark that a browser keeps of the last account that signed in there. */
  mark: string | null
}

interface SignedIn {
  token: string
  /** The browser's mark from now on. */
  mark: string
  actor: PersonActor
}

/** Of 32 random bytes that nobody kept: an unknown name takes the time of a wrong password. */
const NOBODYS_HASH = '$argon2id$v=19$m=19456,t=2,p=1$PZl0+tKl/z2FeWJet03/UA$Q6h6wvg+HWnmrS0zC+xA3E6Ktho32xr31KMdXe4kY2k'

const CODE_MISSING = { path: '/code', code: 'missing' as const, message: 'must be a code of the app' }
const RAN_OUT = { path: '/password', code: 'range' as const, message: 'must be one that has not run out' }
const CODE_WRONG = { path: '/code', code: 'value' as const, message: 'must be a code that was not used' }

/** Opens a session under a new id, and ends the caller's old one. Answers the cookie's value and who it is. */
export const signIn = async (
  core: Core,
  actor: Actor | null,
  { username, password, code, address, agent, mark }: SignIn,
): Promise<Outcome<SignedIn>> => {
  const { sql } = core.database
  const name = normaliseName(username)
  const attempt = { account: name, address, browser: readBrowserMark(core.secret, name, mark) }
  const waitMs = await core.attempts.beginSignIn(attempt)
  const [user] = await sql<{ id: string; hash: string; disabled: boolean; over: boolean }[]>`
    select id, password_hash as hash, disabled_at is not null as disabled,
      coalesce(given_until <= ${new Date(core.clock.now())}, false) as over
    from users where name = ${name}`
  const target = user === undefined ? {} : { target: `user:${name}` }
  const refused = (reason: string) =>
    writeAudit(sql, core.clock.now(), { actor: 'system', verb: 'session.refuse', ...target, reason, address })

  if (waitMs !== null) {
    await refused('too many tries')
    return refuse('too-many', 'Too many wrong passwords. Wait, then try again.', { retryAfterMs: waitMs })
  }
  const right = await isPassword(user?.hash ?? NOBODYS_HASH, password)
  if (user === undefined || !right || user.disabled) {
    // A name that does not exist is not written down: it may be a password in the wrong field.
    await refused(user === undefined ? 'unknown name' : right ? 'disabled' : 'wrong password')
    return refuse('unauthorized', 'The name or the password is wrong.')
  }
  if (user.over) {
    await refused('first password ran out')
    const detail = 'This first password ran out before it was changed. Ask an administrator for another.'
    return refuse('unauthorized', detail, { errors: [RAN_OUT] })
  }
  if (await hasSecondFactor(sql, user.id)) {
    if (code === null) {
      // Of its owner the first of two steps; of anybody else, that he has the password.
      await refused('code wanted')
      return refuse('unauthorized', 'The account wants a code too.', { errors: [CODE_MISSING] })
    }
    const secondWaitMs = await core.attempts.beginSecondFactor(attempt)
    if (secondWaitMs !== null) {
      await refused('too many codes')
      return refuse('too-many', 'Too many wrong codes. Wait, then try again.', { retryAfterMs: secondWaitMs })
    }
    const now = core.clock.now()
    if (
      !(await takeAppCode(core.keys, sql, user.id, code, now)) &&
      !(await takeRecoveryCode(sql, user.id, code, now))
    ) {
      await refused('wrong code')
      return refuse('unauthorized', 'The code is wrong, or was used.', { errors: [CODE_WRONG] })
    }
  }
  await core.attempts.signedIn(attempt)
  if (actor?.kind === 'person' && actor.sessionHash !== null) await core.sessions.end(actor.sessionHash)
  const token = await core.sessions.open(user.id, address, agent)
  await writeAudit(sql, core.clock.now(), { actor: `user:${name}`, verb: 'session.open', address })
  const person = await core.sessions.find(token)
  if (person === null) throw new Error('a session that was just opened is not there')
  return done({ token, mark: makeBrowserMark(core.secret, name), actor: person })
}
