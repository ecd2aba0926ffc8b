import { LIMITS } from '#domain/entries/entry'
import type { Problem } from '#protocol/problem'

/** A message of entries or items that makes no sense as a whole. */
export const listProblem = (what: 'entries' | 'items', fault: string): Problem => ({
  type: 'about:blank',
  title: `The message is no list of ${what}`,
  status: 400,
  errors: [{ path: `/${what}`, code: 'value', message: fault }],
})

export const tooLargeProblem = (): Problem => ({
  type: 'about:blank',
  title: 'The message is too large',
  status: 413,
  detail: `A message holds at most ${LIMITS.messageBytes} bytes and ${LIMITS.entriesPerMessage} entries: send it in parts.`,
})
