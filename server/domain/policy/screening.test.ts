import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RiskArea, Rule } from './policy'
import { isInForce, type Screened, screenRisk } from './screening'

const NOW = Date.UTC(2026, 10, 23, 6)
const RULE: Rule = {
  id: 'r',
  name: '管控规定',
  document: '云防指办第9号',
  days: 14,
  disposition: 'home-observation',
  order: '居家观察',
  asks: 'standard',
}
const area = (change: Partial<RiskArea> = {}): RiskArea => ({
  id: 'a',
  name: '武汉市江汉区',
  code: '420103',
  part: null,
  plates: ['鄂A'],
  level: 'high',
  from: '2026-11-01T00:00:00+08:00',
  to: null,
  rule: 'r',
  ...change,
})
const screen = (subject: Partial<Screened>, ...areas: RiskArea[]) =>
  screenRisk({ plate: null, origins: [], stays: [], ...subject }, { riskAreas: areas, rules: [RULE] }, NOW).map(
    ({ kind, asks }) => [kind, asks],
  )

test('H1 a stay, an origin or a plate hits its area, once, by the strongest', () => {
  assert.deepEqual(screen({ plate: '鄂A12345' }, area()), [['plate', true]])
  assert.deepEqual(screen({ plate: '鄂A12345', origins: ['420103'] }, area()), [['origin', false]])
  assert.deepEqual(screen({ plate: '鄂A12345', origins: ['420103'], stays: ['420103001'] }, area()), [['stay', false]])
  assert.deepEqual(screen({ plate: '鄂B12345', origins: ['420104'] }, area()), [])
  assert.deepEqual(screen({ origins: ['420103'] }, area({ code: '420000' })), [['origin', false]])
})

test('H2 a plate, and a part of a region, ask and dispose of nothing by themselves', () => {
  assert.deepEqual(screen({ origins: ['420103'] }, area({ part: '汉口火车站' })), [['origin', true]])
  assert.deepEqual(screen({ plate: '鄂A12345' }, area({ code: null })), [['plate', true]])
  assert.deepEqual(screen({ origins: ['420000'] }, area()), [['origin', true]], 'the province has it in it')
  assert.deepEqual(screen({ origins: ['420000'], stays: ['420103'] }, area()), [['stay', false]])
})

test('H3 an area is in force from its beginning until so many days after its end as the rule asks back', () => {
  assert.ok(!isInForce(area({ from: '2026-11-24T00:00:00+08:00' }), RULE, NOW))
  assert.ok(isInForce(area({ to: '2026-11-10T00:00:00+08:00' }), RULE, NOW))
  assert.ok(!isInForce(area({ to: '2026-11-09T00:00:00+08:00' }), RULE, NOW))
  assert.deepEqual(screen({ origins: ['420103'] }, area({ rule: 'gone' })), [], 'without its rule it says nothing')
})
