import { KEEP_MS, type Mark } from './store'
import type { Verdict } from './verdict'

/** The mark after a verdict (but `renewed`, which also changes the entry). `now` in milliseconds. */
export function settled(mark: Mark, verdict: Verdict, epoch: string | null, now: number): Mark {
  switch (verdict.kind) {
    case 'acknowledged': {
      const { errors: _errors, deferredAt: _deferredAt, ...rest } = mark
      return { ...rest, state: 'acknowledged', stateAt: now, ...(epoch === null ? {} : { epoch }) }
    }
    case 'to-correct':
      return { ...mark, state: 'to-correct', stateAt: now, errors: verdict.errors }
    case 'deferred': {
      const deferredAt = mark.deferredAt ?? now
      const over = now - deferredAt > KEEP_MS && verdict.errors.length > 0
      return { ...mark, state: over ? 'to-correct' : 'deferred', stateAt: now, deferredAt, errors: verdict.errors }
    }
    case 'renewed':
      return mark
  }
}

/** Both wait again, the entry as a passage of its own; undefined where it was not refused. */
export function givenUpMarks(
  known: Mark,
  voiding: string,
  lastSeq: number,
  now: number,
): { left: Mark; voiding: Mark } | undefined {
  if (known.state !== 'to-correct') return undefined
  const { errors: _refused, deferredAt: _first, ...rest } = known
  const left: Mark = { ...rest, root: known.id, state: 'waiting', stateAt: now }
  return { left, voiding: { ...left, id: voiding, seq: lastSeq + 1, savedAt: now } }
}

/** The longest beginning that is of one kind, as a message must be; the rest goes with the next. */
export function oneKind(marks: readonly Mark[]): readonly Mark[] {
  const other = marks.findIndex(({ kind }) => kind !== marks[0]?.kind)
  return other === -1 ? marks : marks.slice(0, other)
}
