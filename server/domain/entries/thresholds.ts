import type { Disposition, Person, Reading, Site } from './entry'

/** From which temperature a reading is high, by site, degrees Celsius. Part of the policy, kept with each entry. */
export type Thresholds = Record<Site, number>

export const DEFAULT_THRESHOLDS: Readonly<Thresholds> = { forehead: 37.3, ear: 37.6, axilla: 37.3 }

/** At or over the threshold of its own site. */
export const isHigh = (reading: Pick<Reading, 'celsius' | 'site'>, thresholds: Readonly<Thresholds>): boolean =>
  reading.celsius >= thresholds[reading.site]

/** 体温异常（初测）: the first reading is high. */
export const firstIsHigh = (person: Pick<Person, 'readings'>, thresholds: Readonly<Thresholds>): boolean => {
  const first = person.readings[0]
  return first !== undefined && isHigh(first, thresholds)
}

/** The last reading is high, so no later one has cleared it: confirmed, or still waiting for the recheck. */
export const standingFever = (person: Pick<Person, 'readings'>, thresholds: Readonly<Thresholds>): boolean => {
  const last = person.readings[person.readings.length - 1]
  return last !== undefined && isHigh(last, thresholds)
}

/**
 * 复测确认发热: the last of two or more readings is high; or the only one is and the person went to isolation or
 * hospital (no recheck wanted). `disposition` is the person's own, else the entry's.
 */
export const isFever = (
  person: Pick<Person, 'readings'>,
  disposition: Disposition,
  thresholds: Readonly<Thresholds>,
): boolean =>
  standingFever(person, thresholds) &&
  (person.readings.length >= 2 || disposition === 'isolation' || disposition === 'hospital')
