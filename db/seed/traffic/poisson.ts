import type { Random } from '../county/random'

/** How many of something happen where `mean` do on average (Knuth's product; in parts of 30, lest e^-mean vanish). */
export function poisson(random: Random, mean: number): number {
  let count = 0
  for (let rest = mean; rest > 0; rest -= 30) {
    const floor = Math.exp(-Math.min(rest, 30))
    for (let product = random.next(); product > floor; product *= random.next()) count++
  }
  return count
}
