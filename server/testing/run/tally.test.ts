import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closingLine, judge, sum } from './tally'

test('a runner that crashed, timed out or ran nothing is a failure', () => {
  assert.deepEqual(judge({ passed: 5, failed: 0, skipped: 0 }, 1), { passed: 5, failed: 1, skipped: 0 })
  assert.deepEqual(judge(undefined, 0), { passed: 0, failed: 1, skipped: 0 })
  assert.deepEqual(judge({ passed: 0, failed: 0, skipped: 3 }, 0), { passed: 0, failed: 1, skipped: 3 })
})

test('what was counted stands where the runner ended as it should', () => {
  assert.deepEqual(judge({ passed: 5, failed: 0, skipped: 1 }, 0), { passed: 5, failed: 0, skipped: 1 })
  assert.deepEqual(judge({ passed: 5, failed: 2, skipped: 0 }, 1), { passed: 5, failed: 2, skipped: 0 })
})

test('the closing line is plain, and names skipped tests only where there are any', () => {
  const all = sum([
    { passed: 7, failed: 0, skipped: 0 },
    { passed: 2, failed: 1, skipped: 2 },
  ])
  assert.equal(closingLine(all), '9 passed, 1 failed, 2 skipped')
  assert.equal(closingLine({ passed: 9, failed: 0, skipped: 0 }), '9 passed, 0 failed')
})
