/** One measured figure. Absolute ones swing with the machine: compare those of one run. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** Of the rounds, least to most. */
  spread?: string
}

/** Says figures as they are found: a long bench that ends early has then told something. */
export const tell = (figures: readonly Figure[]): Figure[] => {
  for (const { name, value, unit, spread: range } of figures) {
    process.stderr.write(`${name}: ${value} ${unit}${range === undefined ? '' : ` (${range})`}\n`)
  }
  return [...figures]
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The value below which a share `q` of the values lies. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

/** The least and the most of several rounds. */
export const spread = (values: readonly number[]): string => {
  const short = (value: number) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100)
  return `${short(Math.min(...values))} to ${short(Math.max(...values))}`
}

/** Of the least-squares line through points of x and y. */
export const slope = (points: readonly (readonly [number, number])[]): number => {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  const under = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  return over / under
}
