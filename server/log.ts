import { type Logger, pino } from 'pino'

/**
 * The log: one JSON object a line on stderr, for whoever keeps the machine. Only declared fields go in, never an
 * entry, a person, a plate, a token or a request's body.
 */
export type Log = Logger

export function createLog(name = 'kakou'): Log {
  return pino({ name, base: { pid: process.pid } }, pino.destination({ fd: 2, sync: true }))
}

/** A line for the person who typed the command, on stdout: addresses, where the data is, how to sign in. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** The one line that says why nothing was started, on stderr. */
export function sayFault(line: string): void {
  process.stderr.write(`kakou: ${line}\n`)
}
