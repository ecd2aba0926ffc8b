import type { Disposition } from '../entries/entry'
import { firstIsHigh, isFever, type Thresholds } from '../entries/thresholds'
import { MINUTE_MS } from '../instant'

/** One version of a passage with a high reading, of the barrier's people only what was read and done. */
export interface FeverVersion {
  /** The passage: the root entry's id. */
  passage: string
  checkpoint: string
  /** When this version was saved, by the server's clock as well as it is known. */
  madeMs: number
  standing: boolean
  /** Server minus tablet, which the readings' times need too. */
  offsetMs: number
  disposition: Disposition
  people: {
    readings: { celsius: number; site: 'forehead' | 'ear' | 'axilla'; at: string }[]
    disposition?: Disposition | null
  }[]
  thresholds: Readonly<Thresholds>
  /** When its fever alert was raised; null where it raised none. */
  alertMs: number | null
}

/** Minutes over so many cases: the middle one and the slowest. */
export interface Minutes {
  cases: number
  median: number
  slowest: number
  /** Where the slowest was. */
  checkpoint: string
}

export interface ResponseTimes {
  /** People whose first reading was high, in passages that stand. */
  highReadings: number
  toAlert: Minutes | null
  toIsolation: Minutes | null
  toTransfer: Minutes | null
  /** What was done with those whose fever was confirmed, people by disposition, as it stands. */
  fevers: Partial<Record<Disposition, number>>
}

type Lapse = { minutes: number; checkpoint: string }

const summed = (lapses: readonly Lapse[]): Minutes | null => {
  const sorted = [...lapses].sort((a, b) => a.minutes - b.minutes)
  const slowest = sorted.at(-1)
  const median = sorted[Math.floor((sorted.length - 1) / 2)]
  if (slowest === undefined || median === undefined) return null
  const tenth = (minutes: number) => Math.round(minutes * 10) / 10
  return {
    cases: sorted.length,
    median: tenth(median.minutes),
    slowest: tenth(slowest.minutes),
    checkpoint: slowest.checkpoint,
  }
}

/**
 * From a person's first high reading to the alert that it raised, to the version that says isolation, and to the one
 * that says hospital. What was saved before the reading by a wrong clock took no time.
 */
export const responseTimes = (versions: readonly FeverVersion[]): ResponseTimes => {
  const passages = new Map<string, FeverVersion[]>()
  for (const version of [...versions].sort((a, b) => a.madeMs - b.madeMs)) {
    passages.set(version.passage, [...(passages.get(version.passage) ?? []), version])
  }
  const lapses: Record<'alert' | 'isolation' | 'hospital', Lapse[]> = { alert: [], isolation: [], hospital: [] }
  const fevers: ResponseTimes['fevers'] = {}
  let highReadings = 0
  for (const history of passages.values()) {
    const standing = history.find((version) => version.standing)
    if (standing === undefined) continue
    const alertMs = history.find((version) => version.alertMs !== null)?.alertMs ?? null
    let earliest = Number.POSITIVE_INFINITY
    for (const [index, person] of standing.people.entries()) {
      const own = person.disposition ?? standing.disposition
      if (isFever(person, own, standing.thresholds)) fevers[own] = (fevers[own] ?? 0) + 1
      const first = person.readings[0]
      if (first === undefined || !firstIsHigh(person, standing.thresholds)) continue
      highReadings++
      const readMs = Date.parse(first.at) + standing.offsetMs
      earliest = Math.min(earliest, readMs)
      for (const wanted of ['isolation', 'hospital'] as const) {
        const said = history.find((version) => (version.people[index]?.disposition ?? version.disposition) === wanted)
        if (said !== undefined) lapses[wanted].push(lapse(readMs, said.madeMs, standing.checkpoint))
      }
    }
    if (alertMs !== null && Number.isFinite(earliest)) lapses.alert.push(lapse(earliest, alertMs, standing.checkpoint))
  }
  return {
    highReadings,
    toAlert: summed(lapses.alert),
    toIsolation: summed(lapses.isolation),
    toTransfer: summed(lapses.hospital),
    fevers,
  }
}

const lapse = (fromMs: number, toMs: number, checkpoint: string): Lapse => ({
  minutes: Math.max(0, toMs - fromMs) / MINUTE_MS,
  checkpoint,
})
