/** How an alert stands to its due time. */
interface Due {
  over: boolean
  /** Time left, or time past, ms. */
  milliseconds: number
}

/** `dueAt` ISO 8601; `now` ms of the server's clock. */
export const dueOf = (dueAt: string, now: number): Due => {
  const left = Date.parse(dueAt) - now
  return { over: left < 0, milliseconds: Math.abs(left) }
}
