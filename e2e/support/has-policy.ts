import type { Page } from 'playwright/test'

/** Whether the tablet's store has a policy; while none came since it was paired, it has an empty one. */
export const hasPolicy = (tablet: Page): Promise<boolean> =>
  tablet.evaluate(
    () =>
      new Promise<boolean>((resolve, reject) => {
        const opened = indexedDB.open('kakou-tablet')
        opened.onerror = () => reject(opened.error)
        opened.onsuccess = () => {
          const kept = opened.result.transaction('facts').objectStore('facts').get('policy')
          kept.onerror = () => reject(kept.error)
          kept.onsuccess = () => {
            opened.result.close()
            resolve(kept.result !== undefined)
          }
        }
      }),
  )
