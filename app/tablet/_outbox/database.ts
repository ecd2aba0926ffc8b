import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Sealed } from './seal'
import { type Draft, type Hold, type Mark, OutboxFull, type QueueState } from './store'

/** The tablet's IndexedDB: its stores, and a connection that is opened again where the browser closed it. */

interface Schema extends DBSchema {
  /** `seal`: what seals the store. `sign`: the pair by which the tablet proves itself. Neither can be taken out. */
  keys: { key: string; value: CryptoKey | CryptoKeyPair }
  facts: { key: string; value: unknown }
  sealed: { key: string; value: Sealed & { id: string } }
  queue: { key: string; value: Mark; indexes: { 'by-state': [QueueState, number]; 'by-seq': number } }
  holds: { key: string; value: Hold }
  drafts: { key: string; value: Sealed & Pick<Draft, 'tab' | 'at'> }
}

/** 2: the queue also holds items, which a page of the release before would send as entries. */
const VERSION = 2

export const STRICT = { durability: 'strict' } as const

export const stateRange = (state: QueueState) => IDBKeyRange.bound([state, 0], [state, Number.MAX_SAFE_INTEGER])

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'

/** Browsers close the connection under a page (background, storage pressure): worth one more try on a new one. */
const isLost = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'UnknownError')

export interface OutboxDatabase {
  /** Throws OutboxFull where there is no room. */
  use<T>(act: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T>
  close(): void
}

export function openDatabase(name: string): OutboxDatabase {
  let database: Promise<IDBPDatabase<Schema>> | undefined

  const connect = (): Promise<IDBPDatabase<Schema>> => {
    if (database) return database
    const opening = openDB<Schema>(name, VERSION, {
      upgrade(db, before) {
        if (before >= 1) return
        db.createObjectStore('keys')
        db.createObjectStore('facts')
        db.createObjectStore('sealed', { keyPath: 'id' })
        const queue = db.createObjectStore('queue', { keyPath: 'id' })
        queue.createIndex('by-state', ['state', 'seq'])
        queue.createIndex('by-seq', 'seq')
        db.createObjectStore('holds', { keyPath: 'root' })
        db.createObjectStore('drafts', { keyPath: 'tab' })
      },
      // A newer release in another tab wants to upgrade: an old connection must not stand in its way.
      blocking(_current, _blocked, event) {
        database = undefined
        ;(event.target as IDBDatabase).close()
      },
      terminated() {
        database = undefined
      },
    })
    database = opening
    opening.catch(() => {
      if (database === opening) database = undefined
    })
    return opening
  }

  return {
    async use(act) {
      try {
        return await act(await connect())
      } catch (error) {
        if (isFull(error)) throw new OutboxFull('the storage of this tablet is full')
        if (!isLost(error)) throw error
        database = undefined
        return await act(await connect())
      }
    },
    close() {
      const open = database
      database = undefined
      open?.then((db) => db.close()).catch(() => undefined)
    },
  }
}
