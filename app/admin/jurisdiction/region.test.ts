import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outline, placesFor, type Region, regionTree, withBelow } from './region'

const region = (code: string, parent: string | null): Region => ({
  code,
  name: code,
  level: 'town',
  parent,
  boundary: null,
  checkpoints: 0,
  accounts: 0,
  staff: 0,
  codes: 'none',
  givenHours: null,
})

test('each stands after the one above it, however the list is ordered', () => {
  const tree = regionTree([region('a', null), region('b', 'a'), region('c', 'a'), region('d', 'b')])
  assert.deepEqual(
    tree.map(({ region: { code }, depth }) => `${code}${depth}`),
    ['a0', 'b1', 'd2', 'c1'],
  )
})

test('one moves with all below it, under whatever is higher and not within it', () => {
  const at = (code: string, parent: string | null, level: Region['level']) => ({ ...region(code, parent), level })
  const regions = [
    at('county', null, 'county'),
    at('east', 'county', 'town'),
    at('west', 'county', 'town'),
    at('village', 'east', 'village'),
    at('group', 'village', 'group'),
  ]
  const [, , , village] = regions
  assert.ok(village)
  assert.deepEqual(
    withBelow(regions, village).map(({ code }) => code),
    ['village', 'group'],
  )
  assert.deepEqual(
    placesFor(regions, village).map(({ code }) => code),
    ['county', 'west'],
  )
})

test('an outline is 100 at its longer side, north up, and as narrow as its latitude makes it', () => {
  const square: [number, number][] = [
    [0, 59],
    [2, 59],
    [2, 61],
    [0, 61],
  ]
  const drawn = outline([[square]])
  assert.equal(drawn?.path, 'M0.00 100.00L50.00 100.00L50.00 0.00L0.00 0.00Z')
  assert.deepEqual([Math.round(drawn.width), drawn.height], [50, 100])
  assert.equal(outline([]), null)
})
