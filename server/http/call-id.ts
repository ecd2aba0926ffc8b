import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** As proxies and clients make them; anything else could write lines of its own into a log. */
const PLAUSIBLE = /^[\w.:-]{8,64}$/

/**
 * What a call is known by in the log and in its answer (`X-Request-Id`): as the caller or its proxy named it, else made
 * here. A name that is no plausible id is taken for none.
 */
export const callIdOf = ({ headers }: IncomingMessage): string => {
  const given = headers['x-request-id']
  return typeof given === 'string' && PLAUSIBLE.test(given) ? given : randomUUID()
}
