import type { Outbox } from '../_outbox/store'
import { afterPaint } from '../after-paint'

/** What is typed into the post's own forms (shift, report, supplies, logs), until it is saved or left. */
export interface PostDraft {
  /** Which form is open, as the sheet names it. */
  place: unknown
  /** What was answered, by the question's name. */
  answers: Readonly<Record<string, unknown>>
}

const FACT = 'postDraft'
/** Another version's is dropped: nothing that was saved is in it. */
const VERSION = 1

export interface PostDraftKeeper {
  read(): PostDraft | null
  /** Written as soon as it is on the screen; null: saved, or left. */
  keep(draft: PostDraft | null): void
}

export async function openPostDraft(outbox: Outbox): Promise<PostDraftKeeper> {
  const found = await outbox.sealedFact<PostDraft & { version: number }>(FACT)
  let draft: PostDraft | null = found?.version === VERSION ? found : null
  let turn: Promise<unknown> = Promise.resolve()
  let due = false
  const write = (): void => {
    if (!due) return
    due = false
    const value = draft && { version: VERSION, ...draft }
    // One that cannot be written (storage full) is still on the screen; saving says so aloud.
    turn = turn.then(() => outbox.setSealedFact(FACT, value)).catch(() => undefined)
  }
  document.addEventListener('visibilitychange', write)
  return {
    read: () => draft,
    keep(next) {
      draft = next
      due = true
      afterPaint(write)
    },
  }
}
