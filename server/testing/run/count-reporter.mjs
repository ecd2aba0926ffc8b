// A reporter of node:test that prints one JSON object, the tally. Plain JavaScript: node:test loads it by path.
// In a process of its own each file is a test too; Node reports that one only if it fails or holds no test.

/** @param {AsyncIterable<{type: string, data: {name: string, nesting: number, skip?: string | boolean, details?: {type?: string}}}>} events */
export default async function* countReporter(events) {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue
    const emptyFile = type === 'test:pass' && data.nesting === 0 && /\.test\.(?:tsx?|mjs)$/.test(data.name)
    if (data.skip !== undefined && data.skip !== false) tally.skipped++
    else if (type === 'test:fail' || emptyFile) tally.failed++
    else tally.passed++
  }
  yield JSON.stringify(tally)
}
