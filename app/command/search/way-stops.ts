/** Where a vehicle stopped, one a checkpoint, with the order in which it came there. Pure. */

export interface Passage {
  entry: string
  checkpoint: string
  name: string
  lng: number
  lat: number
  countedAt: string
}

interface Stop {
  checkpoint: string
  name: string
  lng: number
  lat: number
  /** From 1, of the passages in time. */
  numbers: number[]
  times: string[]
}

export const stopsOf = (passages: readonly Passage[]): Stop[] => {
  const stops = new Map<string, Stop>()
  passages.forEach(({ checkpoint, name, lng, lat, countedAt }, index) => {
    const stop = stops.get(checkpoint) ?? { checkpoint, name, lng, lat, numbers: [], times: [] }
    stop.numbers.push(index + 1)
    stop.times.push(countedAt)
    stops.set(checkpoint, stop)
  })
  return [...stops.values()]
}

const MOST_SHOWN = 2

/** What fits into a marker: 1, 1·4, 1+ where it came there more often. */
export const numberText = (numbers: readonly number[]): string =>
  numbers.length <= MOST_SHOWN ? numbers.join('·') : `${numbers[0]}+`

/** The way from stop to stop, without the times that it stood where it was: [lat, lng]. */
export const legsOf = (passages: readonly Passage[]): [number, number][][] =>
  passages.flatMap((one, index) => {
    const before = passages[index - 1]
    if (!before || before.checkpoint === one.checkpoint) return []
    return [
      [
        [before.lat, before.lng],
        [one.lat, one.lng],
      ] as [number, number][],
    ]
  })
