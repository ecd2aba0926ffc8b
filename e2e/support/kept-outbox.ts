/**
 * The IndexedDB of a tablet as a file: what a release leaves on tablets, for the releases after it. A key cannot be taken
 * out of the browser, so what is sealed is kept open, and sealed anew under a key of its own when it is laid down.
 */
import type { Page } from 'playwright/test'

interface KeptStore {
  name: string
  keyPath: string | null
  indexes: { name: string; keyPath: string | string[] }[]
  /** `key` where the store has no key path. `sealed`: what lay in `iv` and `box`. */
  rows: { key: string | null; value: unknown; sealed: unknown }[]
}

export interface KeptOutbox {
  version: number
  stores: KeptStore[]
}

/** Everything in it but the keys, with what is sealed opened by the page's own key. */
export async function readOutbox(page: Page, database: string): Promise<KeptOutbox> {
  // The loader of TypeScript wraps named functions in a helper that the page has not.
  await page.evaluate('globalThis.__name = (made) => made')
  return await page.evaluate(async (name) => {
    const after = (request: IDBRequest): Promise<unknown> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await after(indexedDB.open(name))
    if (!(db instanceof IDBDatabase)) throw new Error('no database')
    const key = await after(db.transaction('keys').objectStore('keys').get('seal'))
    if (!(key instanceof CryptoKey)) throw new Error('no key')
    const stores: KeptStore[] = []
    for (const storeName of db.objectStoreNames) {
      const store = db.transaction(storeName).objectStore(storeName)
      const indexes = [...store.indexNames].map((one) => ({ name: one, keyPath: store.index(one).keyPath }))
      const [values, keys] = await Promise.all([after(store.getAll()), after(store.getAllKeys())])
      const rows: KeptStore['rows'] = []
      for (const [at, found] of (Array.isArray(values) && storeName !== 'keys' ? values : []).entries()) {
        const isSealed = typeof found === 'object' && found !== null && 'iv' in found && 'box' in found
        const { iv, box, ...value } = isSealed ? found : { iv: null, box: null, ...{ found } }
        const plain = isSealed ? await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, box) : null
        rows.push({
          key: store.keyPath === null && Array.isArray(keys) ? String(keys[at]) : null,
          value: isSealed ? value : found,
          sealed: plain === null ? null : JSON.parse(new TextDecoder().decode(plain)),
        })
      }
      const keyPath = typeof store.keyPath === 'string' ? store.keyPath : null
      stores.push({ name: storeName, keyPath, indexes, rows })
    }
    const { version } = db
    db.close()
    return { version, stores }
  }, database)
}

/** As that release left it on the disk, in a page of this origin that has no such database yet. */
export const layOutbox = (page: Page, database: string, kept: KeptOutbox): Promise<void> =>
  page.evaluate(
    async ({ name, outbox }) => {
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
      const laid: { store: string; key: string | null; value: unknown }[] = [{ store: 'keys', key: 'seal', value: key }]
      for (const { name: store, rows } of outbox.stores) {
        for (const row of rows) {
          const iv = crypto.getRandomValues(new Uint8Array(12))
          const text = new TextEncoder().encode(JSON.stringify(row.sealed))
          const box = row.sealed === null ? null : await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text)
          const value = box === null ? row.value : { ...Object(row.value), iv, box }
          laid.push({ store, key: row.key, value })
        }
      }
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, outbox.version)
        request.onerror = () => reject(request.error)
        request.onupgradeneeded = () => {
          for (const { name: store, keyPath, indexes } of outbox.stores) {
            const made = request.result.createObjectStore(store, keyPath === null ? {} : { keyPath })
            for (const index of indexes) made.createIndex(index.name, index.keyPath)
          }
        }
        request.onsuccess = () => {
          const db = request.result
          const tx = db.transaction([...db.objectStoreNames], 'readwrite')
          for (const row of laid) tx.objectStore(row.store).put(row.value, row.key ?? undefined)
          tx.onabort = () => reject(tx.error)
          tx.oncomplete = () => {
            db.close()
            resolve()
          }
        }
      })
    },
    { name: database, outbox: kept },
  )
