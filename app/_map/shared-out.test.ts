import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHECKPOINT_GLYPHS } from '../_ui/glyphs'
import type { MarkerSpec } from './marker-spec'
import { MOST_ELEMENTS, sharedOut } from './shared-out'

const specs = (count: number): MarkerSpec[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ id: String(at), lng: at, lat: 0, label: '', tip: [], alarm: false, selected: false, urgency: 0 },
    glyph: CHECKPOINT_GLYPHS.quiet,
  }))
const ids = (of: readonly MarkerSpec[]) => of.map(({ id }) => id)

test('a few are elements all, in view or not', () => {
  const few = specs(MOST_ELEMENTS)
  const { elements, drawn } = sharedOut(
    few,
    () => false,
    () => false,
  )
  assert.deepEqual([elements, drawn], [few, []])
})

test('of many the first in view are elements, every other one is drawn, and their order stays', () => {
  const many = specs(MOST_ELEMENTS * 3)
  const { elements, drawn } = sharedOut(
    many,
    ({ lng }) => lng % 2 === 1,
    () => false,
  )
  assert.deepEqual(ids(elements), ids(many.filter(({ lng }) => lng % 2 === 1).slice(0, MOST_ELEMENTS)))
  assert.deepEqual(ids(drawn), ids(many.filter((one) => !elements.includes(one))))
})

test('where few are in view each of them is an element', () => {
  const { elements } = sharedOut(
    specs(2000),
    ({ lng }) => lng >= 1900,
    () => false,
  )
  assert.equal(elements.length, 100)
})

test('what the reader holds stays an element wherever it is, in its place of the order', () => {
  const many = specs(MOST_ELEMENTS * 2)
  const { elements } = sharedOut(
    many,
    ({ lng }) => lng > 0,
    ({ id }) => id === '0' || id === String(MOST_ELEMENTS + 50),
  )
  assert.equal(elements.length, MOST_ELEMENTS + 2)
  assert.deepEqual([ids(elements)[0], ids(elements).at(-1)], ['0', String(MOST_ELEMENTS + 50)])
})
