import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupCrossings, splitGroups } from './crossing-groups'
import type { CrossingResult } from './result'

const crossing = (id: string, changes: Partial<CrossingResult>): CrossingResult => ({
  id,
  lng: 119,
  lat: 30,
  group: id,
  presumed: false,
  state: 'monitored',
  checkpoints: [],
  population: 0,
  rank: null,
  road: { name: null, ref: null, class: 'primary', way: 1 },
  ...changes,
})

test('a group has the worst state of its members, their people, and the best rank leads', () => {
  const groups = groupCrossings([
    crossing('b', { group: 'a', state: 'unmonitored', rank: 2, population: 5 }),
    crossing('a', { group: 'a', state: 'monitored', population: 0 }),
    crossing('c', { state: 'planned', rank: 1, population: 7 }),
    crossing('d', { state: 'dead-end' }),
  ])
  assert.deepEqual(
    groups.map(({ id, state, population, lead }) => [id, state, population, lead.id]),
    [
      ['c', 'planned', 7, 'c'],
      ['a', 'unmonitored', 5, 'b'],
      ['d', 'dead-end', 0, 'd'],
    ],
  )
  const [, second] = groups
  assert.deepEqual(
    second?.members.map(({ id }) => id),
    ['b', 'a'],
    'who has a rank goes first',
  )
  const { open, guarded, deadEnds } = splitGroups(groups)
  assert.deepEqual([open.length, guarded.length, deadEnds.length], [2, 0, 1])
})

test('of members, and of groups, without a rank the one that is worse off goes first', () => {
  const groups = groupCrossings([
    crossing('e', { state: 'closed' }),
    crossing('f', { group: 'f', state: 'dead-end' }),
    crossing('g', { group: 'f', state: 'on-paper' }),
  ])
  assert.deepEqual(
    groups.map(({ id, lead }) => [id, lead.id]),
    [
      ['f', 'g'],
      ['e', 'e'],
    ],
  )
})
