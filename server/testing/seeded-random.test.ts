import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom, withSeeds } from './seeded-random'

test('one seed, one series; another seed, another', () => {
  const draws = (seed: number) => {
    const random = seededRandom(seed)
    return Array.from({ length: 20 }, () => random.int(1, 1_000_000))
  }
  assert.deepEqual(draws(7), draws(7))
  assert.notDeepEqual(draws(7), draws(8))
})

test('draws fill their range evenly and keep to it', () => {
  const random = seededRandom(1)
  const seen = new Map<number, number>()
  for (let draw = 0; draw < 6_000; draw++) {
    const face = random.int(1, 6)
    seen.set(face, (seen.get(face) ?? 0) + 1)
  }
  assert.deepEqual([...seen.keys()].sort(), [1, 2, 3, 4, 5, 6])
  for (const count of seen.values()) assert.ok(Math.abs(count - 1_000) < 150, `${count} of about 1,000`)
})

test('a failure names its seed', async () => {
  const broken = withSeeds(5, (random) => assert.notEqual(random.seed, 3))
  await assert.rejects(broken, /failed with seed 3 \(again: KAKOU_SEED=3\)/)
})

test('known seeds are tried before the others', async () => {
  const tried: number[] = []
  await withSeeds(2, (random) => void tried.push(random.seed), [91])
  assert.deepEqual(tried, [91, 1, 2])
})
