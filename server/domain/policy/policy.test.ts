import assert from 'node:assert/strict'
import { test } from 'node:test'
import { policyFaults } from './check-policy'
import {
  DEFAULT_POLICY,
  hasPrefix,
  isWithinCode,
  levelAt,
  type PolicyDocument,
  type RiskArea,
  type Rule,
} from './policy'
import { policyChanges } from './policy-changes'
import { readSubject } from './watch-subject'

const rule: Rule = {
  id: 'high',
  name: '高风险区来人',
  document: '第9号',
  days: 14,
  disposition: 'isolation',
  order: '闭环转运',
  asks: 'full',
}
const area: RiskArea = {
  id: 'wuhan',
  name: '江岸区',
  code: '420102',
  part: null,
  plates: ['鄂A'],
  level: 'high',
  from: '2026-01-20T00:00:00+08:00',
  to: null,
  rule: 'high',
}
const policy = (more: Partial<PolicyDocument> = {}): PolicyDocument => ({
  ...DEFAULT_POLICY,
  rules: [rule],
  riskAreas: [area],
  ...more,
})
const paths = (document: PolicyDocument, used: string[] = []) => policyFaults(document, used).map(({ path }) => path)

test('L1 a region lies in a code by prefix, and six digits may be a whole city or province', () => {
  for (const code of ['42', '4201', '420000', '420100', '420103']) assert.ok(isWithinCode('420103', code), code)
  for (const code of ['43', '4202', '430000', '420200', '420104']) assert.ok(!isWithinCode('420103', code), code)
  assert.ok(isWithinCode('420103004', '420103'))
  assert.ok(!isWithinCode('420103', '420103004'))
  assert.ok(hasPrefix('鄂A12345', ['湘', '鄂A']))
  assert.ok(!hasPrefix('鄂B12345', ['湘', '鄂A']))
  assert.equal(levelAt({ level: 'brief', levelAt: { K01: 'full' } }, 'K01'), 'full')
  assert.equal(levelAt({ level: 'brief', levelAt: { K01: 'full' } }, 'constructor'), 'brief')
})

test('L2 what is right may be put in force, and each fault is said where it lies', () => {
  assert.deepEqual(paths(DEFAULT_POLICY), [])
  assert.deepEqual(paths(policy()), [])
  assert.deepEqual(paths(policy({ riskAreas: [{ ...area, code: null, plates: [] }] })), ['/riskAreas/0/code'])
  assert.deepEqual(paths(policy({ riskAreas: [{ ...area, code: '4201020' }] })), ['/riskAreas/0/code'])
  assert.deepEqual(paths(policy({ riskAreas: [{ ...area, code: null, part: '某街道' }] })), ['/riskAreas/0/part'])
  assert.deepEqual(paths(policy({ riskAreas: [{ ...area, plates: ['鄂A', 'A鄂'] }] })), ['/riskAreas/0/plates/1'])
  assert.deepEqual(paths(policy({ riskAreas: [{ ...area, to: area.from }] })), ['/riskAreas/0/to'])
  assert.deepEqual(paths(policy({ riskAreas: [{ ...area, from: '2026-02-30T00:00:00Z' }] })), ['/riskAreas/0/from'])
  assert.deepEqual(paths(policy({ riskAreas: [{ ...area, rule: 'gone' }, area] })), [
    '/riskAreas/1/id',
    '/riskAreas/0/rule',
  ])
  assert.deepEqual(paths(policy({ rules: [rule, rule] })), ['/rules/1/id'])
  assert.deepEqual(paths(policy(), ['high', 'watch']), ['/rules'])
  const deadlines = { ...DEFAULT_POLICY.deadlines, reports: ['18:00', '24:00', '18:00'] }
  assert.deepEqual(paths(policy({ deadlines })), ['/deadlines/reports/1', '/deadlines/reports/2'])
  const stateTimes = { offlineAfterMs: 120_000, quietAfterMs: 120_000 }
  assert.deepEqual(paths(policy({ stateTimes })), ['/stateTimes/quietAfterMs'])
})

test('L3 a change is a value, or a whole rule or area by its id', () => {
  assert.deepEqual(policyChanges(policy(), policy()), [])
  const otherOrder = Object.fromEntries(Object.entries(area).reverse()) as unknown as RiskArea
  assert.deepEqual(policyChanges(policy(), policy({ riskAreas: [otherOrder] })), [])
  const thresholds = { ...DEFAULT_POLICY.thresholds, ear: 37.5 }
  const longer = { ...rule, days: 21 }
  const other = { ...area, id: 'yichang' }
  const after = policy({ thresholds, rules: [longer], riskAreas: [other], levelAt: { 'K/1': 'full' } })
  assert.deepEqual(policyChanges(policy(), after), [
    { path: '/thresholds/ear', before: 37.6, after: 37.5 },
    { path: '/levelAt/K~11', before: null, after: 'full' },
    { path: '/riskAreas/wuhan', before: area, after: null },
    { path: '/riskAreas/yichang', before: null, after: other },
    { path: '/rules/high', before: rule, after: longer },
  ])
})

test('L4 a subject is canonical, masked for the list, and a civil plate must be right', () => {
  assert.deepEqual(readSubject('plate', ' 浙e·3k7p2 '), { canonical: '浙E3K7P2', label: '浙E·3K**2' })
  assert.deepEqual(readSubject('person', '11010519491231002x'), {
    canonical: '11010519491231002X',
    label: '110*************2X',
  })
  for (const plate of ['WJ浙1234A', 'AB-123', '使123456']) assert.ok('canonical' in readSubject('plate', plate), plate)
  for (const plate of ['', '浙E3K7P', '浙', '浙E3K7PI']) assert.ok('fault' in readSubject('plate', plate), plate)
  for (const number of ['', '110105194912310021', 'A1', '中文字号码']) {
    assert.ok('fault' in readSubject('person', number), number)
  }
  assert.ok('canonical' in readSubject('person', 'E12345678'))
})
