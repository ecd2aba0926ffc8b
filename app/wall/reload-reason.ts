import { HOUR_MS } from '#domain/instant'

/** When a wall that nobody looks after is to be opened anew. Pure. */
export interface WallFacts {
  now: number
  openedAt: number
  /** Local hour, 0 to 23. */
  hour: number
  /** What the page was when it was opened, and is now; null where the server did not answer. */
  openedAs: string | null
  builtAs: string | null
  /** Since when the live picture is lost; null while it is live. */
  lostSince: number | null
}

type Reason = 'release' | 'stuck' | 'nightly'

/** The server answers and the live picture still does not come back: something of the page is stuck. */
const STUCK_MS = 120_000
/** Whatever a browser gathers in a day is let go when few look. */
const NIGHT_HOUR = 4
const LEAST_OPEN_MS = 6 * HOUR_MS

/** Null: it stays. Never while the server does not answer, for then there is nothing to open. */
export const reloadReason = ({ now, openedAt, hour, openedAs, builtAs, lostSince }: WallFacts): Reason | null => {
  if (builtAs === null) return null
  if (openedAs !== null && openedAs !== builtAs) return 'release'
  if (lostSince !== null && now - Math.max(lostSince, openedAt) > STUCK_MS) return 'stuck'
  if (hour === NIGHT_HOUR && now - openedAt > LEAST_OPEN_MS) return 'nightly'
  return null
}
