/**
 * A word outside IndexedDB that something lies there: a browser that clears the store in need mostly leaves this, and
 * then it is said what is gone. No person and no plate.
 */
const STORED_AS = 'kakou.tablet-holds'

export interface Held {
  post: string
  /** What no server has yet. */
  waiting: number
}

export function writeWitness(held: Held | null): void {
  try {
    if (held === null) localStorage.removeItem(STORED_AS)
    else localStorage.setItem(STORED_AS, JSON.stringify(held))
  } catch {
    // Closed storage bears no witness.
  }
}

export function readWitness(): Held | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('post' in kept) || !('waiting' in kept)) return null
    return { post: String(kept.post), waiting: Number(kept.waiting) }
  } catch {
    return null
  }
}
