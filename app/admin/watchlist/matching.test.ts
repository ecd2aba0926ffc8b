import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Rule } from '#domain/policy/policy'
import { matching } from './matching'
import type { Subject } from './pending'

const subject = (id: number, changed: Partial<Subject>): Subject => ({
  id,
  kind: 'plate',
  label: '浙E·1***2',
  rule: 'rule-1',
  reason: '省厅通报',
  order: null,
  expires: '2026-03-15T00:00:00.000Z',
  by: '王芳',
  at: '2026-03-01T00:00:00.000Z',
  ...changed,
})

const RULES = [{ id: 'rule-1', name: '协查车辆' }] as unknown as Rule[]
const idsOf = (typed: string, subjects: Subject[]) => matching(subjects, RULES, typed).map(({ id }) => id)

test('what the list shows is looked in, by every word that was typed, whatever its width and case', () => {
  const subjects = [
    subject(1, {}),
    subject(2, { label: '沪A·9***9', reason: '公安协查', order: '拦下报指挥部' }),
    subject(3, { rule: 'rule-gone', by: 'Zhao' }),
  ]
  assert.deepEqual(idsOf('', subjects), [1, 2, 3])
  assert.deepEqual(idsOf('沪ａ', subjects), [2])
  assert.deepEqual(idsOf('协查车辆', subjects), [1, 2])
  assert.deepEqual(idsOf('协查  拦下', subjects), [2])
  assert.deepEqual(idsOf('zhao', subjects), [3])
  assert.deepEqual(idsOf('rule-gone', subjects), [3])
  assert.deepEqual(idsOf('没有的', subjects), [])
})
