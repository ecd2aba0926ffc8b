/**
 * On plain HTTP only bare facts are kept across a reload (token, policy, clock): no entry, no person, no plate.
 */
const PREFIX = 'kakou.tablet.'

export interface Facts {
  get(name: string): unknown
  set(name: string, value: unknown): void
  clear(): void
}

export const plainFacts = (): Facts => ({
  get(name) {
    try {
      const kept = localStorage.getItem(PREFIX + name)
      return kept === null ? undefined : JSON.parse(kept)
    } catch {
      // Closed or garbled storage: the tablet is paired again.
      return undefined
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(PREFIX + name, JSON.stringify(value))
    } catch {
      // Kept for this visit alone.
    }
  },
  clear() {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name)
  },
})

export const memoryFacts = (): Facts => {
  const kept = new Map<string, unknown>()
  return {
    get: (name) => kept.get(name),
    set: (name, value) => {
      kept.set(name, value)
    },
    clear: () => kept.clear(),
  }
}
