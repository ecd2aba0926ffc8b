import assert from 'node:assert/strict'
import { test } from 'node:test'
import { act, begin, redo, undo } from './history'
import {
  addClosure,
  addPoint,
  isEmpty,
  keepKnown,
  moveTo,
  NO_PLAN,
  remove,
  switchOff,
  switchOn,
  toggleLift,
  whatIfOf,
} from './plan'
import { planFromText, planToText } from './plan-link'

const HERE = { lng: 119.5, lat: 30.6 }
const THERE = { lng: 119.6, lat: 30.7 }

test('what is brought can be moved and taken away, and its name is not given again', () => {
  const two = addPoint(addPoint(NO_PLAN, HERE), THERE)
  assert.deepEqual(
    two.points.map(({ id }) => id),
    ['p1', 'p2'],
  )
  const moved = moveTo(remove(two, 'p1'), 'p2', HERE)
  assert.deepEqual(moved.points, [{ id: 'p2', ...HERE }])
  assert.equal(addPoint(moved, HERE).points[1]?.id, 'p3')
  assert.ok(isEmpty(remove(moved, 'p2')))
})

test('a checkpoint is moved, switched off and on, taken away and brought back', () => {
  const moved = moveTo(NO_PLAN, 'K01', THERE)
  assert.deepEqual(whatIfOf(moved), { open: [], close: [], add: [THERE], remove: ['K01'], off: [], on: [] })
  assert.deepEqual(whatIfOf(switchOff(moved, 'K01')).add, [], 'a moved checkpoint that is off stands nowhere')
  const off = switchOff(switchOn(NO_PLAN, 'K01'), 'K01')
  assert.deepEqual([off.off, off.on], [['K01'], []])
  assert.ok(isEmpty(switchOff(off, 'K01')))
  assert.ok(isEmpty(remove(remove(moved, 'K01'), 'K01')))
  assert.deepEqual(remove(off, 'K01').off, [], 'what is taken away is not off as well')
})

test('undo and redo go through every plan, and an act forgets what was undone', () => {
  let history = begin(NO_PLAN)
  for (let turn = 0; turn < 500; turn++) history = act(history, addPoint(history.now, HERE))
  for (let turn = 0; turn < 500; turn++) history = undo(history)
  assert.ok(isEmpty(history.now))
  assert.equal(undo(history), history)
  for (let turn = 0; turn < 3; turn++) history = redo(history)
  assert.equal(history.now.points.length, 3)
  history = act(history, toggleLift(history.now, 'F1'))
  assert.equal(redo(history), history)
})

test('a link says the whole plan, and one that was cut or changed by hand is read as far as it goes', () => {
  const plan = toggleLift(
    switchOn(switchOff(moveTo(addClosure(addPoint(NO_PLAN, HERE), THERE), 'K,0;1', HERE), 'K2'), '卡3'),
    'F1',
  )
  assert.deepEqual(planFromText(planToText(plan)), plan)
  assert.equal(planFromText(''), null)
  assert.equal(planFromText('p1;cx,y;m1,2;r;o%;z9;p200,3'), null)
  assert.deepEqual(planFromText('p119.5,30.6;p119')?.points, [{ id: 'p1', ...HERE }])
})

test('checkpoints and closures that are gone since are left out', () => {
  const plan = toggleLift(switchOff(moveTo(addPoint(NO_PLAN, HERE), 'K1', THERE), 'K2'), 'F1')
  const kept = keepKnown(plan, new Set(['K2']), new Set())
  assert.deepEqual([kept.points.length, kept.moved, kept.off, kept.lifted], [1, {}, ['K2'], []])
})
