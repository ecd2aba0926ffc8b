/** The SQLSTATE of a database's error, null for any other. */
export const sqlState = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/** Text too long or not to be held, number or date out of range, wrong form, a check: what only a row's values can cause. */
const CONTENT_FAULTS: ReadonlySet<string> = new Set([
  '22001',
  '22003',
  '22007',
  '22008',
  '22021',
  '22P02',
  '22P05',
  '23514',
])

/** The row's fault and not the server's; whatever is not on this list is answered `busy`, and nothing is refused for it. */
export const isContentFault = (error: unknown): boolean => CONTENT_FAULTS.has(sqlState(error) ?? '')
