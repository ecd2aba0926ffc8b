import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildNetwork } from './network'
import { placePoints } from './placed-network'
import { RoadInputBuilder } from './road-input'
import { type CoverageSettings, DEFAULT_SETTINGS } from './settings'
import type { WayTags } from './way-rules'

type Line = [number, number][]

const SQUARE: Line = [
  [100, 0.01],
  [100.04, 0.01],
  [100.04, 0.05],
  [100, 0.05],
  [100, 0.01],
]

function network(ways: [WayTags, Line][], settings: Partial<CoverageSettings> = {}) {
  const builder = new RoadInputBuilder('coordinates')
  ways.forEach(([tags, line], at) => {
    builder.beginWay(at + 1, tags)
    builder.beginLine()
    for (const [lng, lat] of line) builder.vertex(lng, lat)
  })
  return buildNetwork(builder.finish(), [[SQUARE]], { ...DEFAULT_SETTINGS, ...settings })
}

/** Where a checkpoint at that place controls passage: the nodes' positions. */
function controlled(ways: [WayTags, Line][], lng: number, lat: number, settings: Partial<CoverageSettings> = {}) {
  const placed = placePoints(network(ways, settings), {
    places: [],
    checkpoints: [{ code: 'K', state: 'open', lng, lat }],
    closures: [],
  })
  const { nodeLng, nodeLat } = placed.graph
  const digits = (degrees: number | undefined) => Number((degrees ?? 0).toFixed(6))
  return (placed.checkpoints[0]?.nodes ?? []).map((node) => [digits(nodeLng[node]), digits(nodeLat[node])])
}

const track: WayTags = { highway: 'track' }
/** About a metre. */
const METRE = 9e-6

test('a junction counts through nodes of two pieces, and never through a dead end', () => {
  const join = 100.01 + 4 * METRE
  const fork = 100.01 + 7 * METRE
  const ways: [WayTags, Line][] = [
    [
      track,
      [
        [100.005, 0.03],
        [join, 0.03],
      ],
    ],
    [
      track,
      [
        [join, 0.03],
        [fork, 0.03],
      ],
    ],
    [
      track,
      [
        [fork, 0.03],
        [100.02, 0.03],
      ],
    ],
    [
      track,
      [
        [fork, 0.03],
        [fork, 0.04],
      ],
    ],
  ]
  assert.deepEqual(controlled(ways, 100.01, 0.03), [[Number(fork.toFixed(6)), 0.03]])
  assert.deepEqual(controlled(ways, 100.01, 0.03, { junctionMetres: 6 }), [[100.01, 0.03]])
  assert.deepEqual(controlled(ways.slice(0, 2), 100.01, 0.03), [[100.01, 0.03]])
})

test('a checkpoint beside a bridge is on the road that it is nearest to, never on both', () => {
  const ways: [WayTags, Line][] = [
    [
      track,
      [
        [100.005, 0.03],
        [100.02, 0.03],
      ],
    ],
    [
      track,
      [
        [100.01, 0.02],
        [100.01, 0.04],
      ],
    ],
  ]
  assert.equal(controlled(ways, 100.01, 0.03).length, 1)
})

test('the other carriageway is one with the same ref, or of a road without a ref the same name', () => {
  const east: Line = [
    [100.005, 0.03],
    [100.03, 0.03],
  ]
  const west: Line = [
    [100.03, 0.0303],
    [100.005, 0.0303],
  ]
  const oneWay = (tags: WayTags): WayTags => ({ highway: 'trunk', oneway: 'yes', ...tags })
  const count = (a: WayTags, b: WayTags, settings: Partial<CoverageSettings> = {}) =>
    controlled(
      [
        [a, east],
        [b, west],
      ],
      100.01,
      0.03,
      settings,
    ).length
  assert.equal(count(oneWay({ ref: 'G25', name: 'A' }), oneWay({ ref: 'G25', name: 'B' })), 2)
  assert.equal(count(oneWay({ ref: 'G25', name: 'A' }), oneWay({ ref: 'S14', name: 'A' })), 1)
  assert.equal(count(oneWay({ name: 'A' }), oneWay({ name: 'A' })), 2)
  assert.equal(count(oneWay({}), oneWay({})), 1)
  assert.equal(count(oneWay({ ref: 'G25' }), { highway: 'trunk', ref: 'G25' }), 1)
  assert.equal(count(oneWay({ ref: 'G25' }), oneWay({ ref: 'G25' }), { carriagewayMetres: 30 }), 1)
  assert.equal(count(oneWay({ ref: 'G25' }), oneWay({ ref: 'G25' }), { profile: 'foot' }), 1)
})

test('equally near roads: the lower way; farther than the setting allows: none', () => {
  const ways: [WayTags, Line][] = [
    [
      track,
      [
        [100.005, 0.0301],
        [100.03, 0.0301],
      ],
    ],
    [
      track,
      [
        [100.005, 0.0299],
        [100.03, 0.0299],
      ],
    ],
  ]
  assert.deepEqual(controlled(ways, 100.01, 0.03), [[100.01, 0.0301]])
  assert.deepEqual(controlled([...ways].reverse(), 100.01, 0.03), [[100.01, 0.0299]])
  assert.deepEqual(controlled(ways, 100.01, 0.03, { snapMetres: 11 }), [])
})

test('two points on one spot share a node, and a point on a node of its road makes none', () => {
  const net = network([
    [
      track,
      [
        [100.005, 0.03],
        [100.03, 0.03],
      ],
    ],
  ])
  const at = (code: string, lng: number) => ({ code, state: 'open' as const, lng, lat: 0.03 })
  const placed = placePoints(net, {
    places: [{ name: 'A', code: null, population: 1, lng: 100.01, lat: 0.0305 }],
    checkpoints: [at('K1', 100.01), at('K2', 100.01 + 5e-8), at('K3', 100.005)],
    closures: [{ code: 'F', lng: 100.02, lat: 0.03 }],
  })
  assert.equal(placed.graph.insideCount, 3)
  assert.deepEqual(placed.checkpoints[0]?.nodes, placed.checkpoints[1]?.nodes)
  assert.ok((placed.checkpoints[2]?.nodes[0] ?? 99) < net.graph.nodeLng.length)
  const whole = net.graph.metres[0] ?? 0
  assert.ok(Math.abs(placed.graph.metres.reduce((sum, metres) => sum + metres, 0) - whole) < 1e-6)
})
