/** Seeded random numbers (sfc32, seeded by a hash of a text). The same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** A whole number from 0 to `n - 1`. */
  int(n: number): number
  between(low: number, high: number): number
  chance(probability: number): boolean
  /** Standard normal deviate (Marsaglia's polar method). */
  normal(): number
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T
  /** An index, with probability in proportion to its weight. */
  weighted(weights: readonly number[]): number
  shuffle<T>(list: T[]): T[]
  /** A stream of its own that depends on the seed and the label alone, never on what was drawn before. */
  fork(label: string): Random
}

function hash32(text: string, start: number): number {
  let h = start
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
    h ^= h >>> 15
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) | 0
}

export function seededRandom(seed: string | number): Random {
  const text = String(seed)
  let a = hash32(text, 0x811c9dc5 | 0)
  let b = hash32(text, 0x2545f491)
  let c = hash32(text, 0x9e3779b9 | 0)
  let counter = 1
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 16; i++) next()
  let spare: number | null = null

  const random: Random = {
    next,
    int: (n) => Math.floor(next() * n),
    between: (low, high) => low + (high - low) * next(),
    chance: (probability) => next() < probability,
    normal: () => {
      if (spare !== null) {
        const kept = spare
        spare = null
        return kept
      }
      for (;;) {
        const u = 2 * next() - 1
        const v = 2 * next() - 1
        const s = u * u + v * v
        if (s > 0 && s < 1) {
          const scale = Math.sqrt((-2 * Math.log(s)) / s)
          spare = v * scale
          return u * scale
        }
      }
    },
    pick: (list) => {
      const index = Math.floor(next() * list.length)
      const picked = list[index]
      if (picked === undefined && index >= list.length) throw new RangeError('pick from an empty list')
      return picked as (typeof list)[number]
    },
    weighted: (weights) => {
      let rest = next() * weights.reduce((sum, w) => sum + w, 0)
      for (let i = 0; i < weights.length; i++) {
        rest -= weights[i] ?? 0
        if (rest < 0) return i
      }
      return weights.length - 1
    },
    shuffle: (list) => {
      for (let i = list.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1))
        const kept = list[i] as (typeof list)[number]
        list[i] = list[j] as (typeof list)[number]
        list[j] = kept
      }
      return list
    },
    fork: (label) => seededRandom(`${text}/${label}`),
  }
  return random
}
