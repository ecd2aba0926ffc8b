/** Things that screens get whole and told when they go, each with the tick of its last change and its scope's path. */
export class Shelf<Item> {
  readonly #items = new Map<string, { item: Item; path: string; tick: number }>()
  readonly #gone = new Map<string, { path: string; tick: number }>()

  put(key: string, path: string, item: Item, tick: number): void {
    this.#items.set(key, { item, path, tick })
    this.#gone.delete(key)
  }

  take(key: string, tick: number): void {
    const found = this.#items.get(key)
    if (found === undefined) return
    this.#items.delete(key)
    this.#gone.set(key, { path: found.path, tick })
  }

  get(key: string): Item | undefined {
    return this.#items.get(key)?.item
  }

  /** Whether it went, as far as that is remembered. */
  isGone(key: string): boolean {
    return this.#gone.has(key)
  }

  /** Forgets what went at or before a tick. */
  forgetGone(upToTick: number): void {
    for (const [key, { tick }] of this.#gone) if (tick <= upToTick) this.#gone.delete(key)
  }

  keys(): string[] {
    return [...this.#items.keys()]
  }

  /** All items of a scope. */
  list(scope: string): Item[] {
    return [...this.#items.values()].filter(({ path }) => path.startsWith(scope)).map(({ item }) => item)
  }

  /** What changed after a tick, and the keys of what went. */
  since(tick: number, scope: string): { changed: Item[]; gone: string[] } {
    const changed: Item[] = []
    for (const { item, path, tick: at } of this.#items.values()) {
      if (at > tick && path.startsWith(scope)) changed.push(item)
    }
    const gone: string[] = []
    for (const [key, { path, tick: at }] of this.#gone) if (at > tick && path.startsWith(scope)) gone.push(key)
    return { changed, gone }
  }
}
