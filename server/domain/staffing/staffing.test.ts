import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fewestStableLanes, lanesFor, probabilityOfWait, shareFleet, staffingAt } from './staffing'

/** Erlang C from its definition with factorials, for small loads. */
function erlangC(load: number, lanes: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; k < lanes; k++) {
    term *= load / k
    sum += term
  }
  const last = ((term * load) / lanes) * (lanes / (lanes - load))
  return last / (sum + last)
}

test('one lane is M/M/1: the share that waits is the load, the wait is known in closed form', () => {
  const queue = staffingAt(36, 50, 1)
  assert.ok(queue)
  assert.equal(queue.utilisation, 0.5)
  assert.ok(Math.abs(queue.probabilityOfWait - 0.5) < 1e-12)
  assert.ok(Math.abs(queue.meanWaitSeconds - 50) < 1e-9)
  assert.ok(Math.abs(queue.meanQueue - 0.5) < 1e-9)
})

test('two lanes and load 1: a third waits', () => {
  assert.ok(Math.abs(probabilityOfWait(1, 2) - 1 / 3) < 1e-12)
})

test('the recursion is Erlang C of the definition', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (lanes, share) => {
      const load = lanes * share
      assert.ok(Math.abs(probabilityOfWait(load, lanes) - erlangC(load, lanes)) < 1e-9)
    }),
  )
})

test('lanes that cannot keep up have no queue to speak of', () => {
  assert.equal(staffingAt(160, 45, 2), null)
  assert.equal(probabilityOfWait(2, 2), 1)
  assert.equal(fewestStableLanes(160, 45), 3)
})

test('the fewest lanes meet the target and one fewer does not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 5, max: 300 }),
      fc.integer({ min: 0, max: 600 }),
      fc.option(fc.double({ min: 0.5, max: 0.99, noNaN: true }), { nil: undefined }),
      (arrivals, service, waitSeconds, within) => {
        const queue = lanesFor(arrivals, service, { waitSeconds, within })
        const meets = (lanes: number) => {
          const at = staffingAt(arrivals, service, lanes)
          if (!at) return false
          if (within === undefined) return at.meanWaitSeconds <= waitSeconds
          const spare = lanes / service - arrivals / 3600
          return 1 - at.probabilityOfWait * Math.exp(-spare * waitSeconds) >= within - 1e-12
        }
        assert.ok(meets(queue.lanes) || queue.probabilityOfWait === 0)
        assert.ok(!meets(queue.lanes - 1))
      },
    ),
  )
})

test('a fleet is shared so that no other share has less queue', () => {
  const point = fc.record({
    code: fc.string({ minLength: 1, maxLength: 3 }),
    arrivalsPerHour: fc.integer({ min: 1, max: 200 }),
    serviceSeconds: fc.integer({ min: 10, max: 90 }),
  })
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 5 }), (points, spare) => {
      const least = points.map((p) => fewestStableLanes(p.arrivalsPerHour, p.serviceSeconds))
      const fleet = least.reduce((sum, lanes) => sum + lanes, 0) + spare
      const shared = shareFleet(points, fleet)
      assert.equal(shared.kind, 'shared')
      if (shared.kind !== 'shared') return
      assert.equal(
        shared.points.reduce((sum, p) => sum + p.lanes, 0),
        fleet,
      )
      const bestOf = (at: number, left: number): number => {
        const p = points[at]
        if (!p) return 0
        let best = Number.POSITIVE_INFINITY
        for (let extra = 0; extra <= left; extra++) {
          const queue = staffingAt(p.arrivalsPerHour, p.serviceSeconds, (least[at] ?? 0) + extra)
          if (queue) best = Math.min(best, queue.meanQueue + bestOf(at + 1, left - extra))
        }
        return best
      }
      assert.ok(shared.meanQueue <= bestOf(0, spare) + 1e-9)
    }),
    { numRuns: 60 },
  )
})

test('a fleet too small says how many lanes are missing', () => {
  const points = [
    { code: 'A', arrivalsPerHour: 200, serviceSeconds: 45 },
    { code: 'B', arrivalsPerHour: 100, serviceSeconds: 45 },
  ]
  assert.deepEqual(shareFleet(points, 3), { kind: 'too-few', missing: 2 })
})
