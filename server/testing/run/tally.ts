/** What a suite came to. Tests are counted, not the groups that hold them. */
export type Tally = { passed: number; failed: number; skipped: number }

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 }

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    nothing,
  )
}

/**
 * What a runner counted, held against how it ended: one that failed without a failed test (it crashed, or ran out of
 * time), and one that ran no test at all, is itself a failure.
 */
export function judge(counted: Tally | undefined, exitCode: number): Tally {
  const tally = counted ?? nothing
  const ran = tally.passed + tally.failed
  if (ran === 0 || (exitCode !== 0 && tally.failed === 0)) return { ...tally, failed: tally.failed + 1 }
  return tally
}

/** The one line that closes `npm test`. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
