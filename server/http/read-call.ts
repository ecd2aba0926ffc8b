import type { IncomingMessage } from 'node:http'
import type { ZodError, ZodType } from 'zod'
import { type FieldError, LIMITS } from '#domain/entries/entry'
import { jsonPointer } from '#domain/json-pointer'
import { done, type Outcome, refuse } from '../outcome'
import { badTextIn } from './bad-text'
import { BodyTooLarge, BodyUnreadable, readBody } from './body'
import { spoolForm } from './multipart'
import type { Route } from './route'

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** What a call says, as the schemas of its route take it. `search`: of the URL, without its `?`. */
export const readCall = async (
  request: IncomingMessage,
  route: Route,
  search: string,
): Promise<Outcome<{ query: unknown; body: unknown }>> => {
  const query = parse(route.query, Object.fromEntries(new URLSearchParams(search)))
  if (!query.ok) return query
  const body = await takeBody(request, route)
  return body.ok ? done({ query: query.value, body: body.value }) : body
}

const takeBody = async (request: IncomingMessage, route: Route): Promise<Outcome<unknown>> => {
  if (request.method === 'GET' || request.method === 'HEAD') return done(undefined)
  const limit = route.formBytes ?? route.rawBodyBytes ?? LIMITS.messageBytes
  try {
    if (route.formBytes !== undefined) return done(await spoolForm(request, limit))
    const bytes = await readBody(request, limit)
    if (route.rawBodyBytes !== undefined) return done(bytes)
    if (route.body === undefined) return done(undefined)
    const text = UTF8.decode(bytes)
    // A list of entries is looked at one by one: one of them must not take the others down.
    return parse(route.body, text === '' ? undefined : JSON.parse(text), route.documentedBody !== undefined)
  } catch (error) {
    if (error instanceof BodyTooLarge)
      return refuse('too-large', `A body holds at most ${limit} bytes: send it in parts.`)
    if (error instanceof BodyUnreadable && route.formBytes !== undefined)
      return refuse('invalid', 'The body must be a whole form (multipart/form-data).')
    if (error instanceof BodyUnreadable) return refuse('invalid', 'The body can not be read: send it plain or as gzip.')
    // Half a character or another encoding: stored as it looks it would be somebody else's name.
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return refuse('invalid', 'The body must be UTF-8.')
    if (error instanceof SyntaxError) return refuse('invalid', 'The body must be JSON.')
    throw error
  }
}

const parse = (schema: ZodType | undefined, value: unknown, anyText = false): Outcome<unknown> => {
  if (schema === undefined) return done(value)
  const read = schema.safeParse(value)
  if (!read.success) return unfit(fieldErrors(read.error))
  const bad = anyText ? null : badTextIn(read.data)
  if (bad === null) return done(read.data)
  return unfit([{ path: bad, code: 'value', message: 'must be well-formed text without NUL' }])
}

const unfit = (errors: FieldError[]) => refuse('invalid', 'Some fields are not as they must be.', { errors })

const fieldErrors = (error: ZodError): FieldError[] =>
  error.issues.map(({ path, message }) => ({ path: jsonPointer(path), code: 'value', message }))
