import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MINUTE_MS } from '../instant'
import { climbMs, closingDueMs, commonPath, holderPath, TIMED_KINDS } from './alert-kinds'
import {
  type AlertAct,
  type Condition,
  FLAP_MS,
  GATHER_MS,
  type KnownAlert,
  planAlerts,
  type Situation,
  TOGETHER_LEAST,
  TOGETHER_MS,
} from './alert-plan'

const NOW = Date.parse('2026-11-23T06:00:00Z')
const ALL = new Set(TIMED_KINDS)

const silent = (point: number, agoMs: number, path = '/1/2/'): Condition => ({
  kind: 'offline',
  subject: `offline:${point}`,
  checkpointId: point,
  path,
  dueMs: NOW - agoMs,
  sinceMs: NOW - agoMs - 2 * MINUTE_MS,
  entryId: null,
  detail: {},
})
const known = (overAgoMs: number | null, more: Partial<KnownAlert> = {}): KnownAlert => ({
  id: 'a',
  kind: 'offline',
  resolved: overAgoMs !== null,
  raisedMs: NOW - 3_600_000,
  detail: {},
  members: [{ subject: 'offline:1', overAtMs: overAgoMs === null ? null : NOW - overAgoMs }],
  ...more,
})
const plan = (more: Partial<Situation>): AlertAct[] =>
  planAlerts({ kinds: ALL, conditions: [], isPaused: () => false, alerts: [], nowMs: NOW, ...more })
const shown = (acts: AlertAct[]) =>
  acts.map((one) =>
    'conditions' in one ? `${one.act} ${one.conditions.map(({ subject }) => subject).join()}` : one.act,
  )

test('O1 what stands is told once, by whoever closed it meanwhile too', () => {
  assert.deepEqual(shown(plan({ conditions: [silent(1, GATHER_MS)] })), ['raise offline:1'])
  assert.deepEqual(plan({ conditions: [silent(1, MINUTE_MS)], alerts: [known(null)] }), [])
  assert.deepEqual(plan({ conditions: [silent(1, MINUTE_MS)], alerts: [known(null, { resolved: true })] }), [])
})

test('O2 what comes back counts on its alert, and opens it again for a while after it was over', () => {
  const conditions = [silent(1, MINUTE_MS)]
  assert.deepEqual(shown(plan({ conditions, alerts: [known(MINUTE_MS, { resolved: false })] })), ['repeat offline:1'])
  assert.deepEqual(shown(plan({ conditions, alerts: [known(FLAP_MS)] })), ['reopen offline:1'])
  assert.deepEqual(shown(plan({ conditions, alerts: [known(FLAP_MS + 1)] })), ['raise offline:1'])
})

test('O2 of two alerts that it had, the one that was over last is opened again', () => {
  const conditions = [silent(1, GATHER_MS)]
  const alerts = [known(0, { id: 'last' }), known(FLAP_MS + 1, { id: 'old' })]
  for (const order of [alerts, alerts.toReversed()]) {
    const [act] = plan({ conditions, alerts: order })
    assert.ok(act?.act === 'reopen' && act.alertId === 'last')
  }
})

test('O3 what fell together is one alert, at the jurisdiction above all of it; fewer than three stay apart', () => {
  const twelve = Array.from({ length: 12 }, (_, i) => silent(i + 1, GATHER_MS + 2_000 * i, i % 2 ? '/1/2/' : '/1/3/'))
  const [act, ...others] = plan({ conditions: twelve })
  assert.deepEqual(others, [])
  assert.ok(act?.act === 'raise' && act.path === '/1/' && act.conditions.length === 12)
  assert.equal(plan({ conditions: twelve.slice(0, 2) }).length, 2)
  assert.equal(plan({ conditions: [...twelve.slice(0, 2), silent(99, GATHER_MS + 10 * MINUTE_MS)] }).length, 3)
})

test('O4 a point that falls silent waits for others; a queue does not', () => {
  assert.deepEqual(plan({ conditions: [silent(1, GATHER_MS - 1)] }), [])
  const queue: Condition = { ...silent(1, 0), kind: 'queue', subject: 'queue:1' }
  assert.deepEqual(shown(plan({ conditions: [queue] })), ['raise queue:1'])
})

test('O5 when all of it is over the alert closes by itself; where only some is, it stands', () => {
  assert.deepEqual(plan({ alerts: [known(null)] }), [
    { act: 'over', alertId: 'a', subjects: ['offline:1'], all: true, closes: true },
  ])
  const two = known(null, { members: [1, 2].map((i) => ({ subject: `offline:${i}`, overAtMs: null })) })
  assert.deepEqual(plan({ alerts: [two], conditions: [silent(2, MINUTE_MS)] }), [
    { act: 'over', alertId: 'a', subjects: ['offline:1'], all: false, closes: false },
  ])
  assert.deepEqual(plan({ alerts: [known(null, { resolved: true })] }), [
    { act: 'over', alertId: 'a', subjects: ['offline:1'], all: true, closes: false },
  ])
  assert.deepEqual(plan({ kinds: new Set(['queue']), alerts: [known(null)] }), [], 'nobody looked')
})

test('O6 while a pause holds nothing is told, and what was told is not over', () => {
  const conditions = [silent(1, MINUTE_MS), silent(2, MINUTE_MS)]
  assert.deepEqual(plan({ conditions, alerts: [known(null)], isPaused: () => true }), [])
  assert.deepEqual(shown(plan({ conditions, isPaused: ({ checkpointId }) => checkpointId === 1 })), ['raise offline:2'])
})

test('O7 another amount of a supply is told, of a queue it is not', () => {
  const low: Condition = { ...silent(1, MINUTE_MS), kind: 'stock', subject: 'stock:1', detail: { masks: 4 } }
  const alert = known(null, { kind: 'stock', detail: { masks: 9 }, members: [{ subject: 'stock:1', overAtMs: null }] })
  assert.deepEqual(plan({ conditions: [low], alerts: [alert] }), [{ act: 'tell', alertId: 'a', detail: { masks: 4 } }])
  assert.deepEqual(plan({ conditions: [low], alerts: [{ ...alert, detail: { masks: 4 } }] }), [])
})

test('O11 what is weak keeps its alert, and raises none', () => {
  const conditions = [{ ...silent(1, MINUTE_MS), isWeak: true }]
  assert.deepEqual(plan({ conditions, alerts: [known(null)] }), [])
  assert.deepEqual(plan({ conditions, alerts: [known(MINUTE_MS)] }), [])
})

test('O8 an alert climbs one step at its due time and one more after each such wait, and stops at the top', () => {
  const at = (level: number, path = '/1/2/3/') => climbMs({ path, level, dueMs: NOW }, 15)
  assert.deepEqual([at(0), at(1), at(2)], [NOW, NOW + 15 * MINUTE_MS, null])
  assert.equal(at(0, '/1/'), null)
  assert.deepEqual(
    [0, 1, 2, 9].map((level) => holderPath('/1/2/3/', level)),
    ['/1/2/3/', '/1/2/', '/1/', '/1/'],
  )
  assert.deepEqual([closingDueMs(NOW, 10), closingDueMs(NOW, 1)], [NOW + 120 * MINUTE_MS, NOW + 60 * MINUTE_MS])
})

const point = fc.record({
  point: fc.integer({ min: 1, max: 30 }),
  agoMs: fc.integer({ min: 0, max: 10 * MINUTE_MS }),
  path: fc.constantFrom('/1/', '/1/2/', '/1/2/4/', '/1/3/'),
})
const alert = fc.record({
  points: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 }),
  over: fc.option(fc.integer({ min: 0, max: 2 * FLAP_MS })),
  resolved: fc.boolean(),
})

test('O9 whatever stands and stood, each condition is in one act at most, and groups are what they say', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 40 }), fc.array(alert, { maxLength: 8 }), (points, made) => {
      const conditions = [...new Map(points.map((one) => [one.point, silent(one.point, one.agoMs, one.path)])).values()]
      const alerts = made.map(
        ({ points: own, over, resolved }, index): KnownAlert => ({
          ...known(over),
          id: String(index),
          resolved,
          members: own.map((one) => ({ subject: `offline:${one}`, overAtMs: over === null ? null : NOW - over })),
        }),
      )
      const acts = plan({ conditions, alerts })
      const told = acts.flatMap((one) => ('conditions' in one ? one.conditions : []))
      assert.equal(new Set(told).size, told.length)
      for (const condition of told) {
        const isStanding = alerts.some(({ members }) =>
          members.some(({ subject, overAtMs }) => subject === condition.subject && overAtMs === null),
        )
        assert.equal(isStanding, false, 'told already')
      }
      for (const act of acts) {
        if (act.act === 'raise') {
          assert.ok(act.conditions.length === 1 || act.conditions.length >= TOGETHER_LEAST)
          assert.ok(act.conditions.every(({ path }) => path.startsWith(act.path)))
          const dues = act.conditions.map(({ dueMs }) => dueMs)
          assert.ok(dues.every((due, i) => i === 0 || due - (dues[i - 1] ?? due) <= TOGETHER_MS))
          for (const { subject } of act.conditions) {
            const back = alerts.some(({ resolved, members }) =>
              members.some((m) => m.subject === subject && (!resolved || NOW - (m.overAtMs ?? NOW) <= FLAP_MS)),
            )
            assert.equal(back, false, 'it flaps, and is not another alert')
          }
        }
        if (act.act === 'over' && act.closes) {
          const members = alerts.find(({ id }) => id === act.alertId)?.members ?? []
          assert.ok(members.every(({ subject }) => !conditions.some((one) => one.subject === subject)))
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('O10 the common path is above each, and the lowest that is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }), { minLength: 1 }),
      (all) => {
        const paths = all.map((ids) => `/1/${ids.join('/')}/`)
        const common = commonPath(paths)
        assert.ok(paths.every((path) => path.startsWith(common)))
        const lower = paths[0]?.slice(common.length).split('/')[0]
        if (lower) assert.ok(paths.some((path) => !path.startsWith(`${common}${lower}/`)))
      },
    ),
  )
})
