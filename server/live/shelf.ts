type Paths = readonly string[]

const isSeen = (paths: Paths, scope: string): boolean => paths.some((path) => path.startsWith(scope))

/**
 * Things that screens get whole and told when they go, each with the tick of its last change and the paths that it lies
 * at: whoever sees one of them sees it, as `view` shows it to that scope.
 */
export class Shelf<Item> {
  readonly #items = new Map<string, { item: Item; paths: Paths; tick: number }>()
  readonly #gone = new Map<string, { paths: Paths; tick: number }>()
  readonly #view: (item: Item, scope: string) => Item

  constructor(view: (item: Item, scope: string) => Item = (item) => item) {
    this.#view = view
  }

  put(key: string, path: string | Paths, item: Item, tick: number): void {
    const paths = typeof path === 'string' ? [path] : path
    const before = this.#items.get(key)?.paths ?? paths
    this.#items.set(key, { item, paths, tick })
    // Who sees only where it was is told that it went.
    if (before.every((one) => paths.includes(one))) this.#gone.delete(key)
    else this.#gone.set(key, { paths: before, tick })
  }

  take(key: string, tick: number): void {
    const found = this.#items.get(key)
    if (found === undefined) return
    this.#items.delete(key)
    this.#gone.set(key, { paths: found.paths, tick })
  }

  get(key: string): Item | undefined {
    return this.#items.get(key)?.item
  }

  /** Whether it is there, or went and screens may not know yet. */
  remembers(key: string): boolean {
    return this.#items.has(key) || this.#gone.has(key)
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
    return [...this.#items.values()]
      .filter(({ paths }) => isSeen(paths, scope))
      .map(({ item }) => this.#view(item, scope))
  }

  /** What changed after a tick, and the keys of what went. */
  since(tick: number, scope: string): { changed: Item[]; gone: string[] } {
    const changed: Item[] = []
    for (const { item, paths, tick: at } of this.#items.values()) {
      if (at > tick && isSeen(paths, scope)) changed.push(this.#view(item, scope))
    }
    const gone: string[] = []
    for (const [key, { paths, tick: at }] of this.#gone) {
      const isThere = isSeen(this.#items.get(key)?.paths ?? [], scope)
      if (at > tick && isSeen(paths, scope) && !isThere) gone.push(key)
    }
    return { changed, gone }
  }
}
