import { setTimeout as sleep } from 'node:timers/promises'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain/instant'

/** Longer than a test takes that counts what came today. */
const CLOSE_MS = 1.5 * MINUTE_MS

/** Milliseconds until the next day has begun in the county of the tests (Asia/Shanghai), where it is close; else 0. */
export const untilMidnightIsOver = (nowMs = Date.now(), closeMs = CLOSE_MS): number => {
  const leftMs = DAY_MS - ((nowMs + 8 * HOUR_MS) % DAY_MS)
  return leftMs < closeMs ? leftMs + SECOND_MS : 0
}

/** Before what counts today: at midnight every count of the day falls to zero, under whoever is counting. */
export const letMidnightPass = async (): Promise<void> => {
  const leftMs = untilMidnightIsOver()
  if (leftMs > 0) await sleep(leftMs)
}
