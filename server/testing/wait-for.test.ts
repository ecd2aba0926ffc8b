import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitFor } from './wait-for'

test('returns the first answer that is one, through nothings and errors', async () => {
  const answers = [() => null, () => false, () => assert.fail('not yet'), () => 0]
  assert.equal(await waitFor('a number', () => answers.shift()?.(), { everyMs: 1 }), 0)
})

test('gives up in time, also where the probe hangs, and says what it last saw', async () => {
  await assert.rejects(
    waitFor('rain', () => false, { timeoutMs: 30 }),
    /waited 30 ms for rain; at the end: it was false/,
  )
  await assert.rejects(
    waitFor('rain', () => new Promise(() => {}), { timeoutMs: 30 }),
    /the probe did not answer/,
  )
})
