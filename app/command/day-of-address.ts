import { isDay } from '#domain/reports/report-window'

/** The day, YYYY-MM-DD, that an address names; another where it names none or one that does not exist. */
export const dayOr = (named: string | null, otherwise: string): string =>
  named !== null && isDay(named) ? named : otherwise
