import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server as SocketServer } from 'socket.io'
import type { Database } from '../../db/client'
import type { Clock } from '../clock'
import type { Env } from '../env'
import type { Log } from '../log'

/** What the process hands to the services. The process opens and closes all of it. */
export interface ServiceParts {
  database: Database
  env: Env
  clock: Clock
  log: Log
}

/** One condition of `/readyz`: the database reachable, migrations done, live state loaded. */
interface ReadyCheck {
  name: string
  ok: boolean
}

/**
 * Everything that Kakou does, as the process sees it. The port is open before `start` is called: until it resolves the
 * process lets only `/healthz`, `/readyz` and `/metrics` through, and no sockets.
 */
export interface Services {
  /** Answers what lies under `/api/`, and `/healthz`, `/readyz`, `/metrics`. False: not its own, and untouched. */
  handleApi(request: IncomingMessage, response: ServerResponse): boolean
  /** Called once, before the first connection. */
  attachSockets(io: SocketServer): void
  ready(): Promise<ReadyCheck[]>
  /** Sockets and calls are let in from here on; `url` reaches this server from this machine. */
  opened(url: string): void
  /** Loads what it needs. Returns lines for the terminal: how to sign in. */
  start(): Promise<string[]>
  /** Refuses what is new, finishes and writes what was accepted. Called before the sockets are closed. */
  stop(): Promise<void>
}
