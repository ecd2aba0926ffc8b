import { type OutboxDatabase, STRICT } from './database'
import { type Sealed, seal, unseal } from './seal'
import type { Draft, Outbox } from './store'

type Aside = Pick<Outbox, 'putDraft' | 'drafts' | 'dropDraft' | 'fact' | 'setFact' | 'sealedFact' | 'setSealedFact'>

/** What lies beside the queue: drafts, and facts, those that name people sealed. `key`: the one in force. */
export function keptAside(use: OutboxDatabase['use'], key: () => CryptoKey): Aside {
  const setFact = (name: string, value: unknown): Promise<void> =>
    use(async (db) => {
      const tx = db.transaction('facts', 'readwrite', STRICT)
      await Promise.all([tx.store.put(value, name), tx.done])
    })

  return {
    async putDraft(tab, value) {
      const box = await seal(key(), value)
      await use(async (db) => {
        const tx = db.transaction('drafts', 'readwrite', STRICT)
        await Promise.all([tx.store.put({ tab, at: Date.now(), ...box }), tx.done])
      })
    },

    async drafts() {
      const boxes = await use((db) => db.getAll('drafts'))
      const opened = await Promise.all(
        boxes.map((box) =>
          unseal<unknown>(key(), box).then(
            (value): Draft => ({ tab: box.tab, at: box.at, value }),
            // A damaged draft is no draft.
            () => undefined,
          ),
        ),
      )
      return opened.filter((draft) => draft !== undefined)
    },

    dropDraft: (tab) => use((db) => db.delete('drafts', tab)),

    // The caller names the fact's type; only the caller writes it.
    fact: <T>(name: string) => use(async (db) => (await db.get('facts', name)) as T | undefined),

    setFact,

    async sealedFact<T>(name: string) {
      const box = await use(async (db) => (await db.get('facts', name)) as Sealed | undefined)
      // One that can't be opened any more is as good as none; the server tells it again.
      return box && (await unseal<T>(key(), box).catch(() => undefined))
    },

    setSealedFact: async (name, value) => setFact(name, await seal(key(), value)),
  }
}
