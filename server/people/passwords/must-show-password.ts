import { MINUTE_MS } from '#domain/instant'
import type { PersonActor } from '../actor'

/** What weighs is done this long after the password was shown; then it is asked for again. */
const SHOWN_FOR_MS = 10 * MINUTE_MS

/**
 * Whether a person must show his password before he does what weighs. A program's key was given to act alone and has no
 * password; whoever may hold it is said where it is made.
 */
export const mustShowPassword = ({ sessionHash, passwordAtMs = 0 }: PersonActor, nowMs: number): boolean =>
  sessionHash !== null && nowMs - passwordAtMs > SHOWN_FOR_MS
