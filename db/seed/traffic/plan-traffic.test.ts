import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../county/random'
import { dailyRate } from './daily-curve'
import { planTraffic } from './plan-traffic'

const points = [
  { code: 'A', condition: 'staffed', share: 0.75 },
  { code: 'B', condition: 'staffed', share: 0.25 },
  { code: 'C', condition: 'silent', share: 0.5 },
] as const

test('the curve is 1 on the mean of a working day, less at weekends, more in the return wave', () => {
  const mean = (weekday: number, day?: number): number =>
    Array.from({ length: 240 }, (_, i) => dailyRate(i / 10, weekday, day)).reduce((a, b) => a + b, 0) / 240
  assert.ok(Math.abs(mean(2) - 1) < 0.001)
  assert.ok(mean(6) < 0.85)
  assert.ok(mean(2, 10) > 1.3)
  assert.ok(Math.abs(dailyRate(24, 2) - dailyRate(0, 2)) < 0.001)
})

test('waits have the mean that the rate and the hour give, and busy points come more often', () => {
  const random = seededRandom('plan')
  const at = { hour: 8, weekday: 2 }
  const plans = Array.from({ length: 20_000 }, () => planTraffic(random, points, at, 2))
  const mean = plans.reduce((sum, plan) => sum + (plan?.afterMs ?? 0), 0) / plans.length
  const expected = 1000 / (2 * dailyRate(8, 2))
  assert.ok(Math.abs(mean - expected) < expected * 0.03, `${mean} ms for ${expected}`)
  const ofA = plans.filter((plan) => plan?.checkpoint.code === 'A').length / plans.length
  assert.ok(Math.abs(ofA - 0.75) < 0.02)
  assert.ok(plans.every((plan) => plan?.checkpoint.condition === 'staffed'))
})

test('nobody on duty, nothing planned', () => {
  assert.equal(planTraffic(seededRandom(1), points.slice(2), { hour: 8, weekday: 2 }, 2), null)
})
