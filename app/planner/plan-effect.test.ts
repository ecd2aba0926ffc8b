import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlaceResult } from '#domain/coverage/result'
import type { Coverage } from './coverage-data'
import { effectOf } from './plan-effect'

const place = (name: string, state: PlaceResult['state'], population: number, roads: string[] = []): PlaceResult => ({
  name,
  code: null,
  state,
  population,
  bypass: roads.length === 0 ? null : { metres: 1, crossing: 'x', roads, path: [] },
})

const coverage = (places: PlaceResult[]): Coverage => ({
  version: '1',
  network: 'n',
  crossings: [],
  places,
  segments: { exposed: [], lapsed: [], unreachable: [] },
  roads: null,
  summary: {
    populationExposed: places
      .filter(({ state }) => state === 'exposed' || state === 'lapsed')
      .reduce((sum, { population }) => sum + population, 0),
  } as Coverage['summary'],
})

test('the sentence names the largest place that can still be reached, and by which road', () => {
  const now = coverage([place('A', 'exposed', 500, ['S205']), place('B', 'exposed', 900, ['X118'])])
  const plan = coverage([place('A', 'exposed', 500, ['S205', 'X3']), place('B', 'monitored', 900)])
  assert.deepEqual(effectOf(now, plan), {
    open: 0,
    people: 500,
    fewer: 900,
    reached: { place: 'A', road: 'S205', isNew: false },
    cutOff: [],
  })
})

test('a place that opens is named before larger ones that were open, and one that is cut off is named', () => {
  const now = coverage([place('A', 'exposed', 500, ['S205']), place('B', 'monitored', 90), place('C', 'monitored', 9)])
  const plan = coverage([place('A', 'exposed', 500, ['S205']), place('B', 'lapsed', 90), place('C', 'unreachable', 9)])
  const { fewer, reached, cutOff } = effectOf(now, plan)
  assert.deepEqual([fewer, reached, cutOff], [-90, { place: 'B', road: null, isNew: true }, ['C']])
})
