import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { County, Position } from './county'
import { DEMO_SEED, generateCounty } from './generate-county'

const SPHERE_METRES = 6_371_008.8

function metres(a: Position, b: Position): number {
  const rad = Math.PI / 180
  const h =
    Math.sin(((b[1] - a[1]) * rad) / 2) ** 2 +
    Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(((b[0] - a[0]) * rad) / 2) ** 2
  return 2 * SPHERE_METRES * Math.asin(Math.sqrt(h))
}

const hash = (county: County): string => createHash('sha256').update(JSON.stringify(county)).digest('hex')

/** Pieces of ways between nodes, counted anew. */
function segmentsOf(county: County): number {
  const uses = new Map<number, number>()
  for (const way of county.ways) for (const node of way.nodes) uses.set(node, (uses.get(node) ?? 0) + 1)
  let segments = 0
  for (const { nodes } of county.ways) {
    segments += nodes.filter((node, i) => i > 0 && (i === nodes.length - 1 || (uses.get(node) ?? 0) > 1)).length
  }
  return segments
}

const county = generateCounty()

test('the same seed makes the same county, another seed another', () => {
  assert.equal(hash(generateCounty({ seed: DEMO_SEED })), hash(county))
  assert.notEqual(hash(generateCounty({ seed: 'another' })), hash(county))
})

test('the line is a closed simple ring of 60 to 100 km', () => {
  const [ring] = county.boundary.coordinates
  assert.ok(ring)
  assert.deepEqual(ring[0], ring.at(-1))
  const length = ring.reduce((sum, p, i) => sum + (i > 0 ? metres(ring[i - 1] ?? p, p) : 0), 0)
  assert.ok(length > 60_000 && length < 100_000, `${length} m`)
  const side = (a: Position, b: Position, c: Position): number =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
  for (let i = 1; i < ring.length; i++) {
    for (let j = i + 2; j < ring.length; j++) {
      if (i === 1 && j === ring.length - 1) continue
      const [a, b, c, d] = [ring[i - 1], ring[i], ring[j - 1], ring[j]]
      assert.ok(a && b && c && d)
      const meets = side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
      assert.ok(!meets, `edges ${i} and ${j} meet`)
    }
  }
})

test('roads of every rank, with Chinese numbers, joined where they share a node', () => {
  const classes = new Set(county.ways.map((way) => way.tags.highway))
  for (const highway of [
    'motorway',
    'motorway_link',
    'trunk',
    'primary',
    'secondary',
    'tertiary',
    'unclassified',
    'track',
    'residential',
  ]) {
    assert.ok(classes.has(highway), highway)
  }
  const letters = new Set(county.ways.flatMap((way) => way.tags.ref?.charAt(0) ?? []))
  assert.deepEqual([...letters].sort(), ['G', 'S', 'X', 'Y'])
  const at = new Map<number, string>()
  for (const way of county.ways) {
    assert.equal(way.nodes.length, way.coordinates.length)
    assert.ok(way.nodes.length > 1)
    way.nodes.forEach((node, i) => {
      const here = String(way.coordinates[i])
      assert.equal(at.get(node) ?? here, here, 'a node lies in one place')
      at.set(node, here)
    })
  }
  assert.equal(new Set(at.values()).size, at.size, 'two nodes never lie in one place')
})

test('the motorway joins other roads only by its ramps', () => {
  const motorway = new Set(county.ways.filter((way) => way.tags.highway === 'motorway').flatMap((way) => way.nodes))
  const ramps = county.ways.filter((way) => way.tags.highway === 'motorway_link')
  assert.ok(ramps.length >= 2, `${ramps.length} ramps`)
  for (const way of county.ways) {
    if (way.tags.highway === 'motorway' || way.tags.highway === 'motorway_link') continue
    assert.ok(way.nodes.every((node) => !motorway.has(node)))
  }
})

test('all roads inside are one network', () => {
  const group = new Map<number, number>()
  const find = (node: number): number => {
    let root = node
    for (let up = group.get(root) ?? root; up !== root; up = group.get(root) ?? root) root = up
    group.set(node, root)
    return root
  }
  for (const { nodes } of county.ways) for (const node of nodes) group.set(find(node), find(nodes[0] ?? node))
  const at = new Map(
    county.ways.flatMap((way) => way.nodes.map((node, i) => [String(way.coordinates[i]), node] as const)),
  )
  const roots = new Set(
    county.places.filter((p) => p.inside).map((p) => find(at.get(String([p.lng, p.lat])) ?? Number.NaN)),
  )
  assert.equal(roots.size, 1)
})

test('a seat, towns and villages with names, codes and people of their own', () => {
  const inside = county.places.filter((place) => place.inside)
  const of = (rank: string) => inside.filter((place) => place.place === rank)
  assert.equal(of('county-seat').length, 1)
  assert.equal(of('county-seat')[0]?.name, '云岭县')
  assert.ok(of('town').length >= 8 && of('town').length <= 14)
  assert.ok(of('village').length >= 100)
  assert.ok(county.places.some((place) => !place.inside))
  assert.equal(new Set(county.places.map((place) => place.code)).size, county.places.length)
  for (const place of county.places) {
    assert.match(place.name, /^\p{Script=Han}{2,5}$/u)
    assert.ok(Number.isInteger(place.population) && place.population > 0)
  }
  for (const town of of('town')) {
    assert.match(town.name, /[镇乡]$/)
    assert.ok(county.jurisdictions.some((j) => j.code === town.code && j.level === 'town' && j.parent === county.code))
  }
  const namesakes = inside.filter((a) =>
    inside.some((b) => a !== b && a.name === b.name && metres([a.lng, a.lat], [b.lng, b.lat]) < 10_000),
  )
  assert.deepEqual(namesakes, [])
})

test('checkpoints of every condition, closures, traffic shares that make one', () => {
  const conditions = county.checkpoints.map((checkpoint) => checkpoint.condition)
  for (const [condition, count] of [
    ['planned', 1],
    ['closed', 1],
    ['silent', 1],
    ['unstaffed', 1],
  ] as const) {
    assert.equal(conditions.filter((c) => c === condition).length, count, condition)
  }
  assert.ok(conditions.length >= 12 && conditions.length <= 20, `${conditions.length} checkpoints`)
  assert.equal(county.closures.length, 1)
  assert.doesNotMatch(county.closures[0]?.road ?? '', /^[GS]\d/)
  assert.equal(new Set(county.checkpoints.map((c) => c.code)).size, conditions.length)
  assert.equal(new Set(county.checkpoints.map((c) => c.name)).size, conditions.length)
  const shares = county.checkpoints.reduce((sum, c) => sum + c.share, 0)
  assert.ok(Math.abs(shares - 1) < 1e-9)
})

test('as many segments as asked for, and what is asked for again is the same', () => {
  assert.equal(county.segments, segmentsOf(county))
  const dense = generateCounty({ segments: 6000 })
  assert.equal(dense.segments, segmentsOf(dense))
  assert.ok(dense.segments >= 6000 && dense.segments < 6010, `${dense.segments} segments`)
  const wide = generateCounty({ segments: 30_000 })
  assert.ok(wide.segments >= 30_000 && wide.segments < 30_010, `${wide.segments} segments`)
  assert.ok(wide.places.length > 2 * county.places.length)
})
