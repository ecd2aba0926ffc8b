/** Chance that can be repeated: the same seed gives the same draws on every machine. */
export type SeededRandom = {
  readonly seed: number
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  pick<Item>(items: readonly Item[]): Item
  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean
}

/** Tommy Ettinger's mulberry32: 32 bits of state, more than enough to stir a test. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    seed,
    next,
    int,
    pick: (items) => {
      const item = items[int(0, items.length - 1)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    chance: (probability) => next() < probability,
  }
}

/**
 * Runs a test with `count` seeds, the first always the same ones; `KAKOU_SEED=n` runs that one alone. A failure names
 * its seed, which then belongs into `known`, so that it is tried for ever.
 */
export async function withSeeds(
  count: number,
  run: (random: SeededRandom) => void | Promise<void>,
  known: readonly number[] = [],
): Promise<void> {
  const asked = process.env.KAKOU_SEED
  const seeds = asked ? [Number(asked)] : [...known, ...Array.from({ length: count }, (_, index) => index + 1)]
  for (const seed of seeds) {
    try {
      await run(seededRandom(seed))
    } catch (error) {
      throw new Error(`failed with seed ${seed} (again: KAKOU_SEED=${seed})`, { cause: error })
    }
  }
}
