import type { FieldError } from '#domain/entries/entry'

/** What the store is to do with one entry. Nothing leaves the queue but by a verdict of its own. */
export type Verdict =
  | { id: string; kind: 'acknowledged' }
  /** Refused for its content: someone must mend it. */
  | { id: string; kind: 'to-correct'; errors: FieldError[] }
  /** Another entry has this id: it gets a new one and is sent again. */
  | { id: string; kind: 'renewed' }
  /** Not now: the others go first, it is tried again for 72 h. */
  | { id: string; kind: 'deferred'; errors: FieldError[] }

/** What one message came back with. */
export type Answer =
  | { kind: 'answered'; verdicts: Verdict[]; epoch: string }
  | { kind: 'busy'; retryAfterMs: number }
  /** The message as a whole made no sense to the server. */
  | { kind: 'refused' }
  /** Nothing, or nothing that a Kakou server would say (a captive portal's page). */
  | { kind: 'unanswered' }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const readErrors = (value: unknown): FieldError[] =>
  Array.isArray(value)
    ? value.filter(isObject).map((error) => ({
        path: typeof error.path === 'string' ? error.path : '',
        code: (typeof error.code === 'string' ? error.code : 'value') as FieldError['code'],
        message: typeof error.message === 'string' ? error.message : '',
      }))
    : []

function judge(id: string, result: Record<string, unknown>): Verdict {
  if (result.status === 'stored' || result.status === 'duplicate') return { id, kind: 'acknowledged' }
  if (result.status !== 'rejected') return { id, kind: 'deferred', errors: [] }
  const errors = readErrors(result.errors)
  if (errors.some((error) => error.code === 'id-conflict')) return { id, kind: 'renewed' }
  return result.retry === true ? { id, kind: 'deferred', errors } : { id, kind: 'to-correct', errors }
}

/** Reads an acknowledgement of `ids`. An entry that it says nothing about is deferred: kept, and not in the way. */
export function readAnswer(ids: readonly string[], ack: unknown): Answer {
  if (!isObject(ack)) return { kind: 'unanswered' }
  if (ack.busy === true) {
    const wait = ack.retryAfterMs
    return { kind: 'busy', retryAfterMs: typeof wait === 'number' && wait >= 0 ? Math.min(wait, 300_000) : 1_000 }
  }
  if (isObject(ack.error)) return { kind: 'refused' }
  if (!Array.isArray(ack.results) || typeof ack.epoch !== 'string') return { kind: 'unanswered' }
  const results: unknown[] = ack.results
  const inOrder = results.length === ids.length
  const verdicts = ids.map((id, index): Verdict => {
    const own = results.find((result) => isObject(result) && result.id === id)
    // The id is null where the server could read none: then only the place tells whose result it is.
    const placed = inOrder ? results[index] : undefined
    const result = own ?? (isObject(placed) && placed.id === null ? placed : undefined)
    return isObject(result) ? judge(id, result) : { id, kind: 'deferred', errors: [] }
  })
  return { kind: 'answered', verdicts, epoch: ack.epoch }
}
