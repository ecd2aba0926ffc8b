import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { networkOf, randomCounty } from '../../testing/random-county'
import { placePoints } from '../coverage/placed-network'
import { markStops } from '../coverage/stops'
import { Driver } from './drive'

const SIZE = 6

test('a drive with segments blocked one after the other is the drive with all of them blocked', () => {
  const county = randomCounty(SIZE, { places: 3, checkpoints: 2 })
  const blocks = fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(county, blocks, fc.boolean(), fc.nat(1000), (random, picks, towards, from) => {
      const placed = placePoints(networkOf(random, SIZE), random.points)
      const { insideCount, nodeLng } = placed.graph
      if (insideCount === 0) return
      const stops = new Uint8Array(nodeLng.length)
      markStops(
        placed,
        random.points.checkpoints.map(({ state }) => state),
        stops,
      )
      const driver = new Driver(placed, stops)
      const starts = [from % nodeLng.length, ...placed.network.sources]
      const blockedSegments = new Set<number>()
      let drive = driver.drive(starts, { towards })
      for (const pick of picks) {
        const segment = pick % insideCount
        drive = driver.without(drive, segment, { towards, blockedSegments })
        blockedSegments.add(segment)
        const whole = driver.drive(starts, { towards, blockedSegments })
        assert.deepEqual([...drive.seconds], [...whole.seconds])
        // Of ways that take as long another may be kept: each is one that leads there in that time.
        for (const [node, seconds] of drive.seconds.entries()) {
          if (seconds === Number.POSITIVE_INFINITY) continue
          const { end, steps } = driver.steps(drive, node)
          const taken = steps.reduce((sum, step) => sum + (driver.seconds[step >> 1] ?? 0), 0)
          assert.equal(drive.seconds[end], 0)
          assert.ok(Math.abs(taken - seconds) < 1e-6)
          assert.ok(steps.every((step) => !blockedSegments.has(step >> 1)))
        }
      }
    }),
    { numRuns: 1000 },
  )
})
