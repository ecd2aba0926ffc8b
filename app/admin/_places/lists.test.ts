import assert from 'node:assert/strict'
import { test } from 'node:test'
import { equipmentIn, equipmentOut, lanesIn, lanesOut, namesIn } from './lists'

test('lists come back as they were typed', () => {
  assert.deepEqual(namesIn('公安、卫健 交通，公安\n'), ['公安', '卫健', '交通'])
  const lanes = [
    { name: '1', direction: 'in' as const },
    { name: '货车 道', direction: 'out' as const },
    { name: '3', direction: null },
  ]
  assert.deepEqual(lanesIn(lanesOut(lanes)), lanes)
  assert.deepEqual(lanesIn('左 in\n\n 右 '), [
    { name: '左', direction: 'in' },
    { name: '右', direction: null },
  ])
  const equipment = [
    { name: '测温枪', count: 3 },
    { name: '帐篷', count: 1 },
  ]
  assert.deepEqual(equipmentIn(equipmentOut(equipment)), equipment)
  assert.deepEqual(equipmentIn('喇叭\n反光锥 x 12'), [
    { name: '喇叭', count: 1 },
    { name: '反光锥', count: 12 },
  ])
})
