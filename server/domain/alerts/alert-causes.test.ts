import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DISPOSITIONS, type Disposition, type Entry, HIT_KINDS, type Person } from '../entries/entry'
import { isRiskHit } from '../entries/risk'
import { DEFAULT_THRESHOLDS } from '../entries/thresholds'
import { entryAlerts } from './alert-causes'

const at = '2026-11-25T06:30:00+08:00'
const person = (celsius: number[], disposition?: Disposition): Person => ({
  readings: celsius.map((value) => ({ celsius: value, site: 'forehead', at })),
  disposition,
})
const raised = (changes: Partial<Entry>) =>
  entryAlerts(
    {
      id: '019a0000-0000-7000-8000-000000000001',
      direction: 'in',
      vehicle: null,
      people: [],
      headcount: changes.people?.length ?? 0,
      disposition: 'release',
      occurredAt: at,
      ...changes,
    },
    DEFAULT_THRESHOLDS,
  )

test('A1 a risk hit is any but watch', () => {
  assert.equal(isRiskHit(null), false)
  assert.equal(isRiskHit(undefined), false)
  assert.equal(isRiskHit([]), false)
  for (const kind of HIT_KINDS) {
    assert.equal(isRiskHit([{ kind, rule: 'r' }]), kind !== 'watch')
    assert.equal(
      isRiskHit([
        { kind: 'watch', rule: 'r' },
        { kind, rule: 'r' },
      ]),
      kind !== 'watch',
    )
  }
})

test('A2 one high reading raises an alert unless the person was held or transferred', () => {
  for (const disposition of DISPOSITIONS) {
    const [alert, ...more] = raised({ people: [person([36.5]), person([38], disposition)] })
    assert.deepEqual(more, [])
    if (disposition === 'hold' || disposition === 'handover') assert.equal(alert, undefined, disposition)
    else {
      const letGo = disposition !== 'isolation' && disposition !== 'hospital'
      const severity = letGo ? 'critical' : 'high'
      assert.deepEqual(alert, { kind: 'fever', severity, people: [1], rules: [], letGo }, disposition)
    }
  }
})

test('A2 a confirmed fever raises one whatever was done; a cleared reading none', () => {
  for (const disposition of DISPOSITIONS) {
    const alerts = raised({ disposition, people: [person([38, 37.3]), person([38, 36.9])] })
    assert.deepEqual(
      alerts.map((alert) => [alert.kind, alert.people]),
      [['fever', [0]]],
      disposition,
    )
  }
  assert.deepEqual(raised({ people: [person([]), person([37.2])] }), [])
})

test('A3 watch and risk hits raise one alert each with their rules', () => {
  const hits = [
    { kind: 'watch' as const, rule: 'w1' },
    { kind: 'plate' as const, rule: 'p1' },
    { kind: 'origin' as const, rule: 'o1' },
    { kind: 'stay' as const, rule: 'o1' },
  ]
  assert.deepEqual(raised({ hits }), [
    { kind: 'watch', severity: 'high', people: [], rules: ['w1'], letGo: false },
    { kind: 'risk', severity: 'medium', people: [], rules: ['p1', 'o1'], letGo: false },
  ])
  assert.deepEqual(raised({ hits: null }), [])
  const people = [person([39, 39])]
  assert.deepEqual(raised({ hits, people, drill: true }), [])
  assert.deepEqual(raised({ hits, people, void: { reason: '录错' } }), [])
})
