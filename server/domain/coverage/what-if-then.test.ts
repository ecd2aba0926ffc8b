import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckpointState } from './points'
import { whatIfThen } from './what-if-then'

const now: { code: string; state: CheckpointState }[] = [
  { code: 'A', state: 'reporting' },
  { code: 'B', state: 'offline' },
  { code: 'C', state: 'quiet' },
  { code: 'D', state: 'closed' },
  { code: 'E', state: 'unstaffed' },
]
const then = (states: Record<string, CheckpointState>) => whatIfThen(now, new Map(Object.entries(states)), [], 0)

test('who stopped since works, who began since is taken off, who was not there is taken away', () => {
  const { on, off, remove } = then({ A: 'offline', B: 'alarm', C: 'planned', D: 'closed', E: 'unstaffed' })
  assert.deepEqual({ on, off, remove }, { on: ['B'], off: ['A'], remove: ['C'] })
})

test('a checkpoint that was withdrawn since worked then', () => {
  assert.deepEqual(then({ D: 'reporting' }).on, ['B', 'D', 'E'])
})

test('where the state is not known, who is there now is taken to have worked', () => {
  const { on, off, remove } = then({})
  assert.deepEqual({ on, off, remove }, { on: ['B', 'E'], off: [], remove: [] })
})

test('closures stand between their times: a later one is lifted, one that was lifted since is laid again', () => {
  const closure = (code: string, from: number, to: number | null) => ({ code, lng: 119, lat: 30, from, to })
  const closures = [closure('X', 10, null), closure('Y', 30, null), closure('Z', 5, 25), closure('W', 1, 15)]
  const { open, close } = whatIfThen([], new Map(), closures, 20)
  assert.deepEqual(open, ['Y'])
  assert.equal(close.length, 1)
})
