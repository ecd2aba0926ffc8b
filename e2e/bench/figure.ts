/** One measured figure. Absolute ones swing with the machine: compare those of one run. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** Of the rounds, least to most. */
  spread?: string
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
