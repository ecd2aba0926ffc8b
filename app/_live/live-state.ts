/**
 * The live picture as a value: a snapshot, and deltas laid over it. Pure. A delta that does not follow the version held
 * is refused, and whoever holds the picture subscribes again.
 */
import type { Alert, CheckpointLive, Closure, Delta, LiveCoverage, Snapshot } from '#protocol/live'

export interface LiveState {
  version: string
  checkpoints: ReadonlyMap<string, CheckpointLive>
  alerts: ReadonlyMap<string, Alert>
  closures: ReadonlyMap<string, Closure>
  coverage: LiveCoverage | null
}

/** What changed, so that only that is drawn again. */
export interface LiveChange {
  checkpoints: ReadonlySet<string>
  alerts: boolean
  closures: boolean
  coverage: boolean
}

export const fromSnapshot = (snapshot: Snapshot): LiveState => ({
  version: snapshot.version,
  checkpoints: new Map(snapshot.checkpoints.map((one) => [one.code, one])),
  alerts: new Map(snapshot.alerts.map((one) => [one.id, one])),
  closures: new Map(snapshot.closures.map((one) => [one.code, one])),
  coverage: snapshot.coverage,
})

/** Everything that a new snapshot may have changed beside the old picture. */
export const changeBetween = (before: LiveState | null, after: LiveState): LiveChange => {
  const codes = new Set([...(before?.checkpoints.keys() ?? []), ...after.checkpoints.keys()])
  return { checkpoints: codes, alerts: true, closures: true, coverage: true }
}

export const applyDelta = (state: LiveState, delta: Delta): { state: LiveState; change: LiveChange } | 'stale' => {
  if (delta.since !== state.version) return 'stale'
  const changed = new Set<string>()
  let checkpoints = state.checkpoints
  if (delta.checkpoints && delta.checkpoints.length > 0) {
    const next = new Map(checkpoints)
    for (const one of delta.checkpoints) {
      changed.add(one.code)
      const held = next.get(one.code)
      if ('gone' in one) {
        next.delete(one.code)
      } else if (held) {
        next.set(one.code, { ...held, ...one })
      } else {
        // New to us: what the delta leaves out starts as what it can only be.
        next.set(one.code, { ...one, hour: one.hour ?? one.today, pendingOnTablets: one.pendingOnTablets ?? 0 })
      }
    }
    checkpoints = next
  }
  return {
    state: {
      version: delta.version,
      checkpoints,
      alerts: laidOver(state.alerts, delta.alerts, 'id'),
      closures: laidOver(state.closures, delta.closures, 'code'),
      coverage: delta.coverage ?? state.coverage,
    },
    change: {
      checkpoints: changed,
      alerts: Boolean(delta.alerts?.length),
      closures: Boolean(delta.closures?.length),
      coverage: delta.coverage !== undefined,
    },
  }
}

const laidOver = <K extends string, T extends Record<K, string>>(
  held: ReadonlyMap<string, T>,
  items: readonly (NoInfer<T> | (Record<K, string> & { gone: true }))[] | undefined,
  key: K,
): ReadonlyMap<string, T> => {
  if (!items || items.length === 0) return held
  const next = new Map(held)
  for (const item of items) {
    if ('gone' in item) next.delete(item[key])
    else next.set(item[key], item)
  }
  return next
}
