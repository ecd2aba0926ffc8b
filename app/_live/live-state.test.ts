import assert from 'node:assert/strict'
import { it } from 'node:test'
import { zeroCounts } from '#domain/entries/counts'
import type { CheckpointLive, Delta } from '#protocol/live'
import { applyDelta, fromSnapshot } from './live-state'

const at = '2026-11-23T06:00:00.000Z'
const checkpoint = (code: string): CheckpointLive => ({
  code,
  state: 'reporting',
  at,
  today: { ...zeroCounts(), vehiclesIn: 4 },
  hour: { ...zeroCounts(), vehiclesIn: 1 },
  queue: 6,
  pendingOnTablets: 2,
})
const start = () =>
  fromSnapshot({
    version: 'a1',
    at,
    checkpoints: [checkpoint('K1'), checkpoint('K2')],
    alerts: [],
    closures: [],
    coverage: null,
  })
const applied = (delta: Delta) => {
  const result = applyDelta(start(), delta)
  assert.notEqual(result, 'stale')
  if (result === 'stale') throw new Error('unreachable')
  return result
}

it('a partial checkpoint is laid over what is held, and only that one changes', () => {
  const before = start()
  const result = applyDelta(before, {
    version: 'a2',
    since: 'a1',
    checkpoints: [{ code: 'K1', state: 'alarm', at, today: { ...zeroCounts(), vehiclesIn: 5 } }],
  })
  if (result === 'stale') throw new Error('stale')
  const k1 = result.state.checkpoints.get('K1')
  assert.equal(k1?.state, 'alarm')
  assert.equal(k1?.today.vehiclesIn, 5)
  assert.equal(k1?.hour.vehiclesIn, 1)
  assert.equal(k1?.queue, 6)
  assert.equal(k1?.pendingOnTablets, 2)
  assert.equal(result.state.checkpoints.get('K2'), before.checkpoints.get('K2'))
  assert.deepEqual([...result.change.checkpoints], ['K1'])
  assert.equal(result.change.alerts, false)
})

it('a delta that follows another version is stale and changes nothing', () => {
  assert.equal(applyDelta(start(), { version: 'a3', since: 'a2' }), 'stale')
})

it('versions are compared for equality alone', () => {
  assert.equal(applied({ version: '0', since: 'a1' }).state.version, '0')
})

it('what is gone leaves, what is new comes', () => {
  const { state, change } = applied({
    version: 'a2',
    since: 'a1',
    checkpoints: [
      { code: 'K1', gone: true },
      { code: 'K3', state: 'planned', at, today: zeroCounts() },
    ],
  })
  assert.deepEqual([...state.checkpoints.keys()], ['K2', 'K3'])
  assert.equal(state.checkpoints.get('K3')?.pendingOnTablets, 0)
  assert.deepEqual([...change.checkpoints], ['K1', 'K3'])
})

it('alerts and closures are whole or gone, coverage whole or absent', () => {
  const alert = {
    id: 'x',
    kind: 'fever',
    severity: 'high',
    state: 'open',
    raisedAt: at,
    dueAt: at,
    count: 1,
    level: 0,
  } as const
  const first = applied({ version: 'a2', since: 'a1', alerts: [alert] })
  assert.equal(first.state.alerts.get('x'), alert)
  const second = applyDelta(first.state, { version: 'a3', since: 'a2', alerts: [{ id: 'x', gone: true }] })
  if (second === 'stale') throw new Error('stale')
  assert.equal(second.state.alerts.size, 0)
  assert.equal(second.change.coverage, false)
  assert.equal(second.state.closures, first.state.closures)
})
