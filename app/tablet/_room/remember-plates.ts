import type { Outbox } from '../_outbox/store'
import type { SeenPlates } from './seen-plates'

/** Few enough that opening them takes no turn from a key that is pressed. */
const REMEMBERED_AT_ONCE = 40

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    // Safari has no requestIdleCallback.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 1_000 })
    else setTimeout(resolve, 50)
  })

/** Goes through all that is kept, a little at a time while nobody types. */
export async function rememberPlates(outbox: Outbox, seen: SeenPlates): Promise<void> {
  let before: number | undefined
  for (;;) {
    await idle()
    const some = await outbox.recent(REMEMBERED_AT_ONCE, before)
    for (const kept of some) seen.add(kept)
    before = some.at(-1)?.mark.seq
    if (before === undefined) return
  }
}
