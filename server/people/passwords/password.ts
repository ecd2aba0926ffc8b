import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { Env } from '../../env'
import { timesBreached } from './breached-passwords'
import { isCommonPassword, MIN_PASSWORD } from './common-passwords'
import { isWeakPassword } from './weak-password'

/** argon2id, OWASP's second choice: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** More at once would stall the event loop of a small machine. */
const MAX_AT_ONCE = 2
const MAX_PASSWORD = 200

let running = 0
const queue: (() => void)[] = []

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve))
  running++
  try {
    return await work()
  } finally {
    running--
    queue.shift()?.()
  }
}

/** A PHC string. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, OPTIONS))

export const isPassword = (phc: string, password: string): Promise<boolean> =>
  password.length > MAX_PASSWORD ? Promise.resolve(false) : inTurn(() => verify(phc, password))

/** Why a new password won't do; null where it will. `names` are those of its account. */
export const passwordFault = async (
  { breachedPasswords }: Pick<Env, 'breachedPasswords'>,
  password: string,
  names: readonly string[] = [],
): Promise<string | null> => {
  if (password.length < MIN_PASSWORD) return `must have at least ${MIN_PASSWORD} characters`
  if (password.length > MAX_PASSWORD) return `must have at most ${MAX_PASSWORD} characters`
  if (isWeakPassword(password, names))
    return 'is too easily guessed: leave out names, dates, rows of keys and usual words'
  if (await isCommonPassword(password)) return 'is one that many people have: whoever guesses begins with those'
  if (breachedPasswords === null) return null
  try {
    return (await timesBreached(breachedPasswords, password)) > 0
      ? 'was in a breach of another site: take one that is used nowhere else'
      : null
  } catch {
    // The file went away after the start. Taken unseen it would be what the operator meant to rule out.
    return 'can not be compared with the breached ones now, since their file (BREACHED_PASSWORDS) is not readable: tell whoever runs this server'
  }
}

/** Without letters and digits that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A random password that can be read off a terminal: 4 groups of 4, 79 bits. */
export const makePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join(
    '-',
  )
