import type { SubjectKind } from '#domain/policy/watch-subject'
import type { Kept, Outbox } from '../_outbox/store'
import type { Digester } from '../_watch/digester'
import { type WatchHit, watchKeeper } from '../_watch/watch-keeper'
import { type SeenPlate, seenPlates } from './seen-plates'

/** What the tablet knows of who comes: the plates that passed here, and the watch list. */
export interface BarrierMemory {
  /** The newest passage of a plate at this tablet; null: not among those that it keeps. */
  seen(plate: string): SeenPlate | null
  add(kept: Kept): void
  /** Rejects where this browser cannot look it up. */
  watch(kind: SubjectKind, canonical: string): Promise<readonly WatchHit[]>
  /** Null: no list yet. */
  listVersion(): string | null
  /** The list that lies in the store: another tab may have fetched it. */
  loadList(): Promise<void>
  /** The list that the policy names. It comes when the server can be asked; true once it is here. */
  takeList(version: string, token: string): Promise<boolean>
  /** Goes through all that is kept, a little at a time while nobody types. */
  remember(): Promise<void>
  forget(): void
}

/** Few enough that opening them takes no turn from a key that is pressed. */
const REMEMBERED_AT_ONCE = 12

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    // Safari has no requestIdleCallback.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 1_000 })
    else setTimeout(resolve, 50)
  })

export function barrierMemory(outbox: Outbox, digester: Digester): BarrierMemory {
  let seen = seenPlates()
  const list = watchKeeper(outbox, digester)
  return {
    seen: (plate) => seen.find(plate),
    add: (kept) => seen.add(kept),
    watch: (kind, canonical) => list.find(kind, canonical, Date.now()),
    listVersion: list.version,
    loadList: list.load,
    takeList: list.want,
    async remember() {
      let before: number | undefined
      for (;;) {
        await idle()
        const some = await outbox.recent(REMEMBERED_AT_ONCE, before)
        for (const kept of some) seen.add(kept)
        before = some.at(-1)?.mark.seq
        if (before === undefined) return
      }
    },
    forget() {
      seen = seenPlates()
      list.forget()
    },
  }
}
