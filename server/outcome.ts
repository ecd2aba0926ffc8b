import type { FieldError } from '#domain/entries/entry'

/** Why a verb did not do it. Closed: each edge has words and a status for every kind. */
export type RefusalKind =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'password-again'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'too-many'
  | 'busy'

export interface Refusal {
  kind: RefusalKind
  /** One sentence for the reader: what, and what to do. */
  detail: string
  errors?: { path: string; code: FieldError['code'] | 'taken'; message: string }[]
  retryAfterMs?: number
}

/** What a verb comes to. Only bugs are thrown. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value })

export const refuse = (
  kind: RefusalKind,
  detail: string,
  more: Pick<Refusal, 'errors' | 'retryAfterMs'> = {},
): { ok: false; refusal: Refusal } => ({ ok: false, refusal: { kind, detail, ...more } })
