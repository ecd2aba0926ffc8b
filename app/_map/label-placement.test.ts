import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boxesMeet, Room, type Side } from './label-placement'

const EVERY: readonly Side[] = ['e', 'w', 'n', 's', 'ne', 'se', 'nw', 'sw']
const label = { x: 100, y: 100, width: 40, height: 12, gap: 4, sides: EVERY }

test('the first side that is free is taken', () => {
  const room = new Room()
  assert.deepEqual(room.place(label), { left: 104, top: 94, right: 144, bottom: 106 })
  assert.deepEqual(room.place(label), { left: 56, top: 94, right: 96, bottom: 106 })
})

test('no two labels meet, and what finds no room is left out', () => {
  const room = new Room()
  const placed = Array.from({ length: 40 }, () => room.place(label)).filter((box) => box !== null)
  assert.ok(placed.length >= 2 && placed.length < 9)
  for (const [index, box] of placed.entries())
    for (const other of placed.slice(index + 1)) assert.ok(!boxesMeet(box, other))
})

test('trouble is named even without room', () => {
  const room = new Room()
  room.take({ left: 0, top: 0, right: 300, bottom: 300 })
  assert.equal(room.place(label), null)
  assert.ok(room.place({ ...label, must: true }))
})

test('the edge of the frame cuts no label of a point within it', () => {
  const frame = { left: 0, top: 0, right: 110, bottom: 300 }
  assert.equal(new Room().place(label, frame)?.right, 96)
  assert.equal(new Room().place({ ...label, x: 120 }, frame)?.left, 124, 'a point outside is not held by it')
})
