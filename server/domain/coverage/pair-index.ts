/**
 * Numbers pairs of 32-bit integers from 0 in the order of their first coming: an open-addressing hash in typed arrays.
 * A Map with a string or a BigInt as key for every vertex would be most of the time of an import.
 */
export class PairIndex {
  private capacity = 1 << 16
  private slots = new Int32Array(this.capacity).fill(-1)
  private first = new Int32Array(this.capacity >> 1)
  private second = new Int32Array(this.capacity >> 1)
  /** How many pairs have a number. */
  size = 0

  /** The number of the pair, given now if it has none. */
  add(first: number, second: number): number {
    let slot = this.slotOf(first, second)
    const known = this.slots[slot] ?? -1
    if (known >= 0) return known
    if (this.size === this.first.length) {
      this.grow()
      slot = this.slotOf(first, second)
    }
    this.first[this.size] = first
    this.second[this.size] = second
    this.slots[slot] = this.size
    return this.size++
  }

  /** The number of the pair, or -1. */
  find(first: number, second: number): number {
    return this.slots[this.slotOf(first, second)] ?? -1
  }

  private slotOf(first: number, second: number): number {
    const mask = this.capacity - 1
    let hash = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b)
    hash ^= hash >>> 15
    hash = Math.imul(hash, 0xc2b2ae35)
    let slot = (hash ^ (hash >>> 13)) & mask
    for (;;) {
      const at = this.slots[slot] ?? -1
      if (at < 0 || (this.first[at] === first && this.second[at] === second)) return slot
      slot = (slot + 1) & mask
    }
  }

  private grow(): void {
    this.capacity *= 2
    this.slots = new Int32Array(this.capacity).fill(-1)
    const first = new Int32Array(this.capacity >> 1)
    const second = new Int32Array(this.capacity >> 1)
    first.set(this.first)
    second.set(this.second)
    this.first = first
    this.second = second
    for (let at = 0; at < this.size; at++) this.slots[this.slotOf(first[at] ?? 0, second[at] ?? 0)] = at
  }
}
