import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Arrangement, type Checkpoint, lacks } from './checkpoint'

const checkpoint = (setState: Checkpoint['setState']): Checkpoint => ({
  code: 'K01',
  name: '吉口卡口',
  state: 'reporting',
  setState,
  kind: 'county-line',
  ring: 'county',
  road: null,
  jurisdiction: '330523',
  lng: 119.5,
  lat: 30.6,
})
const bare: Arrangement = {
  code: 'K01',
  agencies: [],
  posts: [],
  leader: null,
  equipment: [],
  lanes: [],
  crews: [],
  tablets: 0,
}

test('an open checkpoint needs leader, crew with people and tablet; a planned one its leader; a withdrawn one nothing', () => {
  assert.deepEqual(lacks(checkpoint('open'), bare), ['leader', 'crew', 'tablet'])
  assert.deepEqual(lacks(checkpoint('planned'), bare), ['leader'])
  assert.deepEqual(lacks(checkpoint('closed'), bare), [])
  assert.deepEqual(lacks(checkpoint('open'), undefined), [])
  const crews = [{ name: '甲班', lead: null, members: [] }]
  assert.deepEqual(lacks(checkpoint('open'), { ...bare, crews }), ['leader', 'crew', 'tablet'])
  const member = { staff: 's', name: '李', agency: '', post: null }
  const leader = { name: '周', title: '', phone: '' }
  const whole = { ...bare, leader, tablets: 1, crews: [{ name: '甲班', lead: null, members: [member] }] }
  assert.deepEqual(lacks(checkpoint('open'), whole), [])
})
