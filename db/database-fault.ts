import postgres from 'postgres'
import type { DatabaseTarget } from './client'
import { OperatorError } from './operator-error'

/** The database as it may be named in a message: never with its user's password. */
export function describeTarget(target: DatabaseTarget): string {
  if (target.kind === 'embedded') return 'the embedded database'
  const { hostname, port, pathname } = new URL(target.url)
  return `the database ${decodeURIComponent(pathname.slice(1))} at ${hostname}:${port || '5432'} (DATABASE_URL)`
}

/** Puts what went wrong with a connection into one line that says what to do; anything else is passed on as it is. */
export function databaseFault(error: unknown, target: DatabaseTarget): Error {
  const name = describeTarget(target)
  const code = codeOf(error)
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return new OperatorError(`${name} does not answer: start it, or correct the address`)
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new OperatorError(`${name}: there is no such host: correct the address`)
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new OperatorError(`${name} cannot be reached: check the network and the firewall, or correct the address`)
    case 'ECONNRESET':
    case 'CONNECTION_CLOSED':
      return new OperatorError(
        `${name} closed the connection: check that a Postgres listens there, and whether it wants TLS (sslmode)`,
      )
    case '28P01':
    case '28000':
      return new OperatorError(`${name} refuses this user or password: correct them`)
    case '3D000':
      return new OperatorError(`${name} does not exist: create it, empty, owned by this user`)
    case '42501':
      return new OperatorError(
        `${name}: this user lacks a right (${messageOf(error)}): make it the owner of the database`,
      )
    case '53100':
      return new OperatorError(`${name}: its disk is full: free some space and start again`)
    case '53300':
      return new OperatorError(`${name} has no connection left: raise its max_connections, or stop another program`)
    default:
      return error instanceof Error ? error : new Error(String(error))
  }
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function messageOf(error: unknown): string {
  return error instanceof postgres.PostgresError ? error.message : 'permission denied'
}
