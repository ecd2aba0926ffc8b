/**
 * Which of a list must be moved so that it stands in a new order, as few as there are: all but a longest run that keeps
 * its order. `places` holds for each of the new order where it stands now.
 */
export const fewestMoves = (places: readonly number[]): ReadonlySet<number> => {
  /** The index into `places` of the smallest last place of a run of each length. */
  const ends: number[] = []
  const before = new Int32Array(places.length)
  places.forEach((place, index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      // In bounds: below the number of ends.
      if ((places[ends[middle]!] ?? 0) < place) low = middle + 1
      else high = middle
    }
    before[index] = low > 0 ? (ends[low - 1] ?? -1) : -1
    ends[low] = index
  })
  const moved = new Set(places.keys())
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) moved.delete(index)
  return moved
}
