/**
 * How far the tablet's clock is from the server's. Staff cannot mend a clock, so each entry carries the difference as
 * last learned; after a jump it is unknown until the server has been asked again.
 */

/** What was learned, and the two clocks of that moment; `wall` and `steady` in milliseconds, `offset` server minus tablet. */
export interface ClockState {
  offset: number | null
  wall: number
  steady: number
  /** The page was out of sight since: the steady clock may have slept. */
  slept: boolean
}

export const clockStart: ClockState = { offset: null, wall: 0, steady: 0, slept: false }

/** Timers and clock reads are off by this much on a busy tablet. */
const TOLERANCE_MS = 2_000

/** From the answer to `time`: the server's clock was read in the middle of the journey. */
export function learn(serverNow: number, sentSteady: number, wall: number, steady: number): ClockState {
  return { offset: Math.round(serverNow + (steady - sentSteady) / 2 - wall), wall, steady, slept: false }
}

/**
 * The state at a later look. A wall clock that ran otherwise than the steady one has jumped; but one that ran ahead
 * while the screen was off is a sleep (the steady clock stands still in it), not a jump.
 */
export function look(state: ClockState, wall: number, steady: number): ClockState {
  const ahead = wall - state.wall - (steady - state.steady)
  const jumped = ahead < -TOLERANCE_MS || (ahead > TOLERANCE_MS && !state.slept)
  return { offset: jumped ? null : state.offset, wall, steady, slept: false }
}

/** After the page was opened anew: the steady clock began again, and only a clock set back can be seen. */
export function reopen(kept: Pick<ClockState, 'offset' | 'wall'>, wall: number, steady: number): ClockState {
  return { offset: wall < kept.wall - TOLERANCE_MS ? null : kept.offset, wall, steady, slept: false }
}
