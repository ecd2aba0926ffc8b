/** A look into the tablet's own store, beside its screen. */
import { expect, type Page } from 'playwright/test'
import { loadOutbox } from './outbox-page'

/** All rows of one of its stores, as they lie there. */
export const readStore = (tablet: Page, name: 'queue' | 'facts'): Promise<unknown[]> =>
  tablet.evaluate(
    (store) =>
      new Promise<unknown[]>((resolve, reject) => {
        const opened = indexedDB.open('kakou-tablet')
        opened.onerror = () => reject(opened.error)
        opened.onsuccess = () => {
          const db = opened.result
          const rows = db.transaction(store).objectStore(store).getAll()
          rows.onerror = () => reject(rows.error)
          rows.onsuccess = () => {
            db.close()
            resolve(rows.result)
          }
        }
      }),
    name,
  )

/** Whether a policy is among its facts; while none came since it was paired, there is not. */
export const hasPolicy = async (tablet: Page): Promise<boolean> =>
  (await readStore(tablet, 'facts')).some((fact) => typeof fact === 'object' && fact !== null && 'thresholds' in fact)

/** What was typed of a plate is in the tablet's store, which is written once it is on the screen. */
export async function plateIsKept(tablet: Page, typed: string): Promise<void> {
  const cells = JSON.stringify({ cells: [...typed.padEnd(8)].map((cell) => cell.trim()) }).slice(1, -1)
  await loadOutbox(tablet)
  const drafts = () =>
    tablet.evaluate(async () => {
      const outbox = await window.outboxModule.openOutbox('kakou-tablet', window.outboxModule.newId)
      const texts = (await outbox.drafts()).map(({ value }) => JSON.stringify(value))
      outbox.close()
      return texts.join()
    })
  await expect.poll(drafts).toContain(cells)
}
