/**
 * HTTP under /api/v1 for the screens. Every answer is a value or a failure of a closed list; `failureWords` in
 * `_text/failure` puts a failure in the reader's words. Writes carry a header that no other site can send along, so that
 * a foreign page cannot write with this reader's cookie. The answers' shapes are the same build's, so they are not
 * checked again here.
 */
import { PASSWORD_AGAIN } from '#protocol/password-again'
import type { Problem } from '#protocol/problem'
import { passwordAgain } from './password-again'
import { sessionEnded } from './session-ended'

type FailureKind =
  | 'unauthorized'
  | 'forbidden'
  | 'password-again'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'too-large'
  | 'too-many'
  | 'busy'
  | 'network'
  | 'server'

export interface Failure {
  kind: FailureKind
  /** 0 where no answer came. */
  status: number
  problem?: Problem
  /** From Retry-After. */
  retryAfterSeconds?: number
}

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure }

const BASE = '/api/v1'
const WRITE_HEADER = 'X-Kakou'

const kindOf = (status: number): FailureKind => {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not-found'
  if (status === 409) return 'conflict'
  if (status === 413) return 'too-large'
  if (status === 429) return 'too-many'
  if (status === 503) return 'busy'
  return status >= 500 ? 'server' : 'invalid'
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'title' in body && typeof body.title === 'string'

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What an answer's status, headers and text come to. */
const answerOf = <T>(status: number, retryAfter: string | null, text: string): Answer<T> => {
  const body = text === '' ? undefined : parse(text)
  if (status >= 200 && status < 300) return { ok: true, value: body as T }
  const failure: Failure = { kind: kindOf(status), status }
  if (isProblem(body)) failure.problem = body
  if (failure.problem?.type === PASSWORD_AGAIN) failure.kind = 'password-again'
  const seconds = Number(retryAfter)
  if (retryAfter !== null && Number.isFinite(seconds)) failure.retryAfterSeconds = seconds
  return { ok: false, failure }
}

/** A page's own call that meets no session says so to the page; that of a tablet, and signing in itself, does not. */
const heard = <T>(answer: Answer<T>): Answer<T> => {
  if (!answer.ok && answer.failure.kind === 'unauthorized') sessionEnded()
  return answer
}

const SESSION = '/session'

/** Where the server first wants the password once more, its owner is asked, and the same call goes out again. */
const request = async <T>(method: string, path: string, body?: unknown, token?: string): Promise<Answer<T>> => {
  const answer = await send<T>(method, path, body, token)
  if (answer.ok || answer.failure.kind !== 'password-again' || !(await passwordAgain())) return answer
  return send<T>(method, path, body, token)
}

/** `token`: of a tablet, which has no session. */
const send = async <T>(method: string, path: string, body?: unknown, token?: string): Promise<Answer<T>> => {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (token !== undefined) headers.Authorization = `Bearer ${token}`
  if (method !== 'GET') headers[WRITE_HEADER] = '1'
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  try {
    const response = await fetch(BASE + path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const answer = answerOf<T>(response.status, response.headers.get('Retry-After'), await response.text())
    return token === undefined && path !== SESSION ? heard(answer) : answer
  } catch {
    return { ok: false, failure: { kind: 'network', status: 0 } }
  }
}

export const api = {
  get: <T>(path: string) => request<T>('GET', path),
  post: <T>(path: string, body: unknown = {}, token?: string) => request<T>('POST', path, body, token),
  put: <T>(path: string, body: unknown) => request<T>('PUT', path, body),
  patch: <T>(path: string, body: unknown) => request<T>('PATCH', path, body),
  delete: <T>(path: string) => request<T>('DELETE', path),
}

/** Sends files as a form and tells how much has gone, 0 to 1. `fetch` cannot tell that. */
export const upload = <T>(path: string, form: FormData, onProgress: (fraction: number) => void): Promise<Answer<T>> =>
  new Promise((resolve) => {
    const call = new XMLHttpRequest()
    call.open('POST', BASE + path)
    call.setRequestHeader('Accept', 'application/json')
    call.setRequestHeader(WRITE_HEADER, '1')
    call.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    call.onload = () =>
      resolve(heard(answerOf<T>(call.status, call.getResponseHeader('Retry-After'), call.responseText)))
    call.onerror = () => resolve({ ok: false, failure: { kind: 'network', status: 0 } })
    call.onabort = call.onerror
    call.send(form)
  })

const NAME_IN_DISPOSITION = /filename="([^"]+)"/

/** A POST whose answer is a file, with the name that the server gives it. */
export const download = async (path: string, body: unknown): Promise<Answer<{ blob: Blob; name: string }>> => {
  try {
    const response = await fetch(BASE + path, {
      method: 'POST',
      headers: { [WRITE_HEADER]: '1', 'Content-Type': 'application/json' },
      credentials: 'same-origin',
      cache: 'no-store',
      body: JSON.stringify(body),
    })
    if (!response.ok)
      return heard(answerOf(response.status, response.headers.get('Retry-After'), await response.text()))
    const name = NAME_IN_DISPOSITION.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'kakou'
    return { ok: true, value: { blob: await response.blob(), name } }
  } catch {
    return { ok: false, failure: { kind: 'network', status: 0 } }
  }
}
