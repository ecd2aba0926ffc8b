import type { IncomingMessage } from 'node:http'
import type * as z from 'zod'
import { ROLES, type Role } from '../../db/schema/people'
import type { Outcome } from '../outcome'
import type { Actor } from '../people/actor'

/** Who may call a route. There is no default: a route without it does not compile. */
export type Access =
  | { open: true }
  | {
      open?: false
      /** People, and programs with their role. */
      roles: readonly Role[]
      devices?: true
      gates?: true
      /** A wall display too, whose session may call nothing else. */
      wall?: true
      /** Also for who owes a password of his own or an app for codes, and may do nothing else until then. */
      owing?: true
      /** A person must have shown the password within the last minutes: a screen left open is not enough. */
      again?: true
    }

export const EVERYBODY: readonly Role[] = ROLES

/** Reporters see counts and nothing else, so what shows more of the county leaves them out. */
export const BUT_REPORTERS: readonly Role[] = ROLES.filter((role) => role !== 'reporter')

/**
 * An administrator who showed his password a moment ago: for acts that shut others out or let them in, send data elsewhere,
 * or can't be taken back.
 */
export const WEIGHTY = { roles: ['admin'], again: true } satisfies Access

/** A request as a route sees it. `body` and `query` were checked against the route's schemas. */
interface Call<Body, Query, Who> {
  actor: Who
  params: Record<string, string>
  query: Query
  body: Body
  request: IncomingMessage
  /** The caller's address; behind a configured proxy the one that it names. */
  address: string | null
  /** Whether the call came by TLS. */
  secure: boolean
}

/** What a route answers: JSON unless `bytes` are given. */
export interface Reply {
  status?: number
  json?: unknown
  bytes?: Uint8Array
  contentType?: string
  headers?: Record<string, string | string[]>
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Under `/api/v1`, in find-my-way's words: `/entries/:id`. */
  path: string
  /** One line for the OpenAPI page. */
  summary: string
  access: Access
  /** Takes the body as raw bytes up to this many; without it a body is JSON of at most 1 MiB. */
  rawBodyBytes?: number
  /** Takes a form of at most so many bytes, its files on disk (`SpooledForm`). */
  formBytes?: number
  body?: z.ZodType
  /** Shown for the body where the route itself looks closer than `body` does. */
  documentedBody?: z.ZodType
  query?: z.ZodType
  answers?: { status: number; schema?: z.ZodType; description: string }[]
  handle(call: Call<unknown, unknown, Actor | null>): Promise<Outcome<Reply>>
}

interface RouteOptions<Body extends z.ZodType, Query extends z.ZodType, Who>
  extends Omit<Route, 'handle' | 'body' | 'query'> {
  body?: Body
  query?: Query
  handle(call: Call<z.infer<Body>, z.infer<Query>, Who>): Promise<Outcome<Reply>>
}

/** Declares a route whose caller is known. */
export const route = <Body extends z.ZodType, Query extends z.ZodType>(
  options: RouteOptions<Body, Query, Actor> & { access: Exclude<Access, { open: true }> },
): Route =>
  // The router hands a route only what its own schemas took, and an actor where its access is not open.
  options as unknown as Route

/** Declares a route that anybody may call. */
export const openRoute = <Body extends z.ZodType, Query extends z.ZodType>(
  options: Omit<RouteOptions<Body, Query, Actor | null>, 'access'>,
): Route => ({ ...options, access: { open: true } }) as unknown as Route
