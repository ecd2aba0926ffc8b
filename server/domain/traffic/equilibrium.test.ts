import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { type Trips, userEquilibrium } from './equilibrium'
import { type DelayLink, timeAt } from './volume-delay'

const shared = ['..', '../..', '../../..']
  .map((up) => resolve(import.meta.dirname, '../../..', up, 'shared/data/sioux-falls'))
  .find((folder) => existsSync(folder))

/** The objective of the published equilibrium; that site gives it in units of 100,000. */
const PUBLISHED = 42.3133528710744e5

function readNetwork(folder: string): DelayLink[] {
  return readFileSync(join(folder, 'SiouxFalls_net.tntp'), 'utf8')
    .split('\n')
    .flatMap((line): DelayLink[] => {
      const numbers = line.trim().split(/\s+/).slice(0, 7).map(Number)
      const [from = 0, to = 0, capacity = 0, , free = 0, b = 0, power = 0] = numbers
      return numbers.length === 7 && numbers.every(Number.isFinite)
        ? [{ from: from - 1, to: to - 1, capacity, free, b, power }]
        : []
    })
}

function readTrips(folder: string): Trips[] {
  let from = -1
  return readFileSync(join(folder, 'SiouxFalls_trips.tntp'), 'utf8')
    .split('\n')
    .flatMap((line): Trips[] => {
      const origin = /^Origin\s+(\d+)/.exec(line)
      if (origin) from = Number(origin[1]) - 1
      if (from < 0) return []
      return [...line.matchAll(/(\d+)\s*:\s*([\d.]+);/g)].map(([, to, vehicles]) => ({
        from,
        to: Number(to) - 1,
        vehicles: Number(vehicles),
      }))
    })
}

if (shared === undefined) {
  test('the network of Sioux Falls is absent: ../shared/data was not found, nothing compared', () => {})
} else {
  test('on Sioux Falls the published equilibrium is reached, in its objective and on every road', () => {
    const links = readNetwork(shared)
    const trips = readTrips(shared)
    assert.equal(links.length, 76)
    assert.equal(
      trips.reduce((sum, { vehicles }) => sum + vehicles, 0),
      360_600,
    )
    const found = userEquilibrium(24, links, trips)
    assert.ok(found.gap <= 1e-5, `gap ${found.gap} after ${found.rounds} rounds`)
    assert.ok(Math.abs(found.objective / PUBLISHED - 1) < 1e-5, `objective ${found.objective}`)
    const published = readFileSync(join(shared, 'SiouxFalls_flow.tntp'), 'utf8').split('\n')
    for (const line of published) {
      const [from = 0, to = 0, volume = 0] = line.trim().split(/\s+/).map(Number)
      const link = links.findIndex((one) => one.from === from - 1 && one.to === to - 1)
      if (link < 0) continue
      assert.ok(
        Math.abs((found.volumes[link] ?? 0) - volume) < 0.01 * volume + 5,
        `${from}-${to}: ${found.volumes[link]}`,
      )
    }
  })
}

test('two roads side by side end up equally quick, and a slow one that never pays stays empty', () => {
  const road = (free: number, capacity: number): DelayLink => ({ from: 0, to: 1, free, capacity, b: 0.15, power: 4 })
  const links = [road(10, 100), road(12, 300), road(100, 1000)]
  const { volumes, gap } = userEquilibrium(2, links, [{ from: 0, to: 1, vehicles: 400 }], { gap: 1e-9 })
  const [first = 0, second = 0, third = 0] = links.map((link, at) => timeAt(link, volumes[at] ?? 0))
  assert.ok(Math.abs(first - second) < 1e-4, `${first} and ${second}`)
  assert.ok(third > first)
  assert.equal(volumes[2], 0)
  assert.ok(Math.abs((volumes[0] ?? 0) + (volumes[1] ?? 0) - 400) < 1e-6)
  assert.ok(gap <= 1e-9)
})

test('adding a road can slow everybody: the paradox of Braess', () => {
  const link = (from: number, to: number, free: number, per: number): DelayLink => ({
    from,
    to,
    free,
    capacity: 1,
    b: per / free,
    power: 1,
  })
  const four = [link(0, 1, 1e-6, 10), link(1, 3, 50, 1), link(0, 2, 50, 1), link(2, 3, 1e-6, 10)]
  const trips = [{ from: 0, to: 3, vehicles: 6 }]
  const timeOfAll = (links: DelayLink[]) => {
    const { volumes } = userEquilibrium(4, links, trips, { gap: 1e-9, mostRounds: 1000 })
    return links.reduce((sum, one, at) => sum + (volumes[at] ?? 0) * timeAt(one, volumes[at] ?? 0), 0) / 6
  }
  assert.ok(Math.abs(timeOfAll(four) - 83) < 0.01)
  assert.ok(Math.abs(timeOfAll([...four, link(1, 2, 10, 1)]) - 92) < 0.01)
})
