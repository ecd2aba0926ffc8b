import { type DestinationStream, type Logger, pino } from 'pino'

/**
 * The log: one JSON object a line on stderr, for whoever keeps the machine. Only declared fields go in, never an
 * entry, a person, a plate, a token or a request's body.
 */
export type Log = Logger

export function createLog(name = 'kakou', destination: DestinationStream = standardError()): Log {
  return pino({ name, base: { pid: process.pid }, serializers: { err: describeFault } }, destination)
}

function standardError(): DestinationStream {
  const destination = pino.destination({ fd: 2, sync: true })
  destination.on('error', () => {})
  return destination
}

/**
 * What may be kept of an error under the key `err`. Postgres puts rows and parameters into its errors, and a parser
 * what it could not read: of those only the kind and the place in the code go into the log.
 */
export function describeFault(
  error: unknown,
): string | { type: string; code?: string; message?: string; at?: string[] } {
  // A sentence of our own, not an error.
  if (typeof error === 'string') return error
  if (!(error instanceof Error)) return { type: typeof error }
  const quotesData = error.name === 'PostgresError' || error instanceof SyntaxError
  const at = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    ...('code' in error ? { code: String(error.code) } : {}),
    ...(quotesData ? {} : { message: error.message }),
    ...(at ? { at: at.map((line) => line.trim()) } : {}),
  }
}

/**
 * Whoever read our lines may have gone (`npm start | head`, a closed terminal): no reason to stop the barrier.
 * Called once, by the process.
 */
export function outliveTheTerminal(): void {
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
}

/** A line for the person who typed the command, on stdout: addresses, where the data is, how to sign in. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** The one line that says why nothing was started, on stderr. */
export function sayFault(line: string): void {
  process.stderr.write(`kakou: ${line}\n`)
}
