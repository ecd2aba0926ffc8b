import { newId } from '../_outbox/new-id'
import type { Draft, Outbox } from '../_outbox/store'
import { afterPaint } from '../after-paint'

/**
 * What is typed survives the page: each tab keeps one draft under a name of its own, which it holds by a lock. A draft
 * whose tab is gone (closed, killed, out of power) is taken over by the next tab that opens.
 */
export interface DraftKeeper {
  /** The name to end the draft by when its entry is saved. */
  readonly tab: string
  /** What was left by a tab that is gone. */
  readonly found: unknown
  /**
   * Writes the newest value as soon as it is on the screen; values that come while one is written replace each other.
   * Null: nothing is typed.
   */
  keep(value: unknown): void
}

const lockName = (tab: string): string => `kakou-draft-${tab}`

/** Resolves once it is known whether the lock was free; a free one is held for the life of the page. */
function hold(tab: string): Promise<boolean> {
  const locks: LockManager | undefined = navigator.locks
  if (!locks) return Promise.resolve(true)
  return new Promise((resolve) => {
    locks
      .request(lockName(tab), { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock === null ? undefined : new Promise<void>(() => undefined)
      })
      .catch(() => resolve(false))
  })
}

export async function openDraftKeeper(outbox: Outbox): Promise<DraftKeeper> {
  const left = (await outbox.drafts()).sort((a, b) => b.at - a.at)
  let own: Draft | undefined
  for (const draft of left) {
    if (await hold(draft.tab)) {
      own = draft
      break
    }
  }
  const tab = own?.tab ?? newId()
  if (!own) await hold(tab)

  let next: { value: unknown } | undefined
  let writing = false
  const write = async (): Promise<void> => {
    if (writing) return
    writing = true
    while (next) {
      const { value } = next
      next = undefined
      // A draft that cannot be written (storage full) is still on the screen; saving says so aloud.
      const written = value === null ? outbox.dropDraft(tab) : outbox.putDraft(tab, value)
      await written.catch(() => undefined)
    }
    writing = false
  }

  const start = (): void => {
    write().catch(() => undefined)
  }
  // The page may be taken away as soon as it is out of sight.
  document.addEventListener('visibilitychange', start)

  return {
    tab,
    found: own?.value,
    keep(value) {
      next = { value }
      afterPaint(start)
    },
  }
}
