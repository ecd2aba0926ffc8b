import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY_MS, HOUR_MS } from '../instant'
import { daysLeft } from './stock-days'

const count = (days: number, amounts: Record<string, number>) => ({ at: days * DAY_MS, amounts })

test('X1 days left are the last amount by what went a day between counts', () => {
  assert.deepEqual(daysLeft([count(0, { masks: 500 }), count(1, { masks: 450 }), count(2, { masks: 400 })]), {
    masks: 8,
  })
})

test('X1 what came in meanwhile is no use: a delivery between counts does not make a supply last', () => {
  const counts = [count(0, { suits: 20 }), count(1, { suits: 10 }), count(2, { suits: 40 }), count(4, { suits: 30 })]
  assert.deepEqual(daysLeft(counts), { suits: 6 })
})

test('X2 nothing is said of what never went down, was counted once, or within hours', () => {
  assert.deepEqual(daysLeft([]), {})
  assert.deepEqual(daysLeft([count(0, { masks: 500 })]), {})
  assert.deepEqual(daysLeft([count(0, { thermometers: 3 }), count(5, { thermometers: 3 })]), {})
  assert.deepEqual(
    daysLeft([
      { at: 0, amounts: { masks: 9 } },
      { at: 5 * HOUR_MS, amounts: { masks: 8 } },
    ]),
    {},
  )
})

test('X2 a supply that the last count left out is not spoken of', () => {
  assert.deepEqual(daysLeft([count(0, { masks: 9, suits: 9 }), count(3, { masks: 6 })]), { masks: 6 })
})
