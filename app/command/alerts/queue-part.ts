/** Rows drawn at once: a phone draws so many at each tick of the clock without a pause. */
export const PART = 200
const BEFORE = 50

/**
 * Of a long queue the part that is drawn, `from` to (not including) `to`: its first rows, or where the selected one lies
 * beyond them, those around it.
 * @param at where the selected one stands; -1: nowhere.
 * @param upTo so many from the beginning were asked for.
 */
export const partOf = (length: number, at: number, upTo: number): { from: number; to: number } => {
  const from = at < upTo ? 0 : at - BEFORE
  return { from, to: Math.min(length, at < upTo ? upTo : from + PART) }
}
