import type { ServerResponse } from 'node:http'
import { PASSWORD_AGAIN } from '#protocol/password-again'
import type { Problem } from '#protocol/problem'
import type { Refusal, RefusalKind } from '../outcome'
import type { Reply } from './route'

const STATUS: Record<RefusalKind, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  'password-again': 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'too-many': 429,
  busy: 503,
}

const TITLE: Record<RefusalKind, string> = {
  invalid: 'The request makes no sense as it stands',
  unauthorized: 'It is not known who asks',
  forbidden: 'This is not yours to do',
  'password-again': 'The password is asked for once more',
  'not-found': 'There is no such thing, or not for you',
  conflict: 'It does not fit what is there',
  gone: 'It is no longer there',
  'too-large': 'The message is too large',
  'too-many': 'Too many tries',
  busy: 'The server can not take it now',
}

const problemOf = ({ kind, detail, errors }: Refusal): Problem => ({
  type: kind === 'password-again' ? PASSWORD_AGAIN : 'about:blank',
  title: TITLE[kind],
  status: STATUS[kind],
  detail,
  ...(errors === undefined ? {} : { errors }),
})

export const sendRefusal = (response: ServerResponse, refusal: Refusal): void => {
  if (refusal.retryAfterMs !== undefined) {
    response.setHeader('Retry-After', String(Math.max(1, Math.ceil(refusal.retryAfterMs / 1000))))
  }
  sendProblem(response, problemOf(refusal))
}

export const sendProblem = (response: ServerResponse, problem: Problem): void => {
  response.writeHead(problem.status, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(problem))
}

export const sendReply = (
  response: ServerResponse,
  { status = 200, json, bytes, contentType, headers }: Reply,
): void => {
  const body = bytes ?? (json === undefined ? undefined : Buffer.from(JSON.stringify(json)))
  response.writeHead(body === undefined && status === 200 ? 204 : status, {
    'Cache-Control': 'no-store',
    ...(body === undefined ? {} : { 'Content-Type': contentType ?? 'application/json; charset=utf-8' }),
    ...(body === undefined ? {} : { 'Content-Length': String(body.byteLength) }),
    ...headers,
  })
  response.end(body)
}
