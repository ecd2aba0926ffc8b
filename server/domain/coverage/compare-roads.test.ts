import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareRoads } from './compare-roads'
import { RoadInputBuilder } from './road-input'
import type { WayTags } from './way-rules'

type Line = [id: number, tags: WayTags, nodes: [id: number, lng: number, lat: number][]]

function roads(lines: Line[], joinBy: 'node' | 'coordinates' = 'node') {
  const builder = new RoadInputBuilder(joinBy)
  for (const [id, tags, nodes] of lines) {
    builder.beginWay(id, tags)
    builder.beginLine()
    for (const [node, lng, lat] of nodes) builder.vertex(lng, lat, node)
  }
  return builder.finish()
}

const A: Line = [
  1,
  { highway: 'primary', ref: 'S205' },
  [
    [1, 100, 30],
    [2, 100.01, 30],
  ],
]
const B: Line = [
  2,
  { highway: 'tertiary', name: '白安线' },
  [
    [2, 100.01, 30],
    [3, 100.01, 30.01],
  ],
]
const C: Line = [
  3,
  { highway: 'track' },
  [
    [3, 100.01, 30.01],
    [4, 100.02, 30.01],
  ],
]

test('roads are new, gone, or changed in line or tags', () => {
  const moved: Line = [
    2,
    { highway: 'secondary', name: '白安线' },
    [
      [2, 100.01, 30],
      [3, 100.01, 30.02],
    ],
  ]
  const found = compareRoads(roads([A, B]), roads([A, moved, C]))
  assert.equal(found.same, 1)
  assert.deepEqual(found.counts, { added: 1, gone: 0, changed: 1 })
  assert.deepEqual(
    found.added.map(({ way, class: kind, metres }) => [way, kind, Math.round(metres)]),
    [[3, 'track', 963]],
  )
  assert.deepEqual(
    found.changed.map(({ way, line, tags }) => [way, line, tags]),
    [[2, true, ['highway']]],
  )
  const back = compareRoads(roads([A, moved, C]), roads([A, B]))
  assert.deepEqual(back.counts, { added: 0, gone: 1, changed: 1 })
  assert.equal(back.metres.gone, found.metres.added)
})

test('files that number their features are compared by lines, whatever their order', () => {
  const before = roads([A, B, C], 'coordinates')
  const renumbered: Line[] = [
    [1, C[1], C[2]],
    [2, A[1], A[2]],
  ]
  const found = compareRoads(before, roads(renumbered, 'coordinates'))
  assert.equal(found.same, 2)
  assert.deepEqual(
    found.gone.map(({ name }) => name),
    ['白安线'],
  )
  assert.deepEqual(found.added, [])
})

test('a way that only got another number is the same road', () => {
  const found = compareRoads(roads([A, B]), roads([A, [77, B[1], B[2]]]))
  assert.deepEqual([found.same, found.counts], [2, { added: 0, gone: 0, changed: 0 }])
})
