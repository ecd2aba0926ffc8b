import { localDate } from '#domain/entries/counted-at'
import { daysBetween, isDay, MAX_REPORT_DAYS } from '#domain/reports/report-window'
import type { Checkpoint } from '../checkpoints/checkpoint-directory'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/** The days that a report covers, both included, with what says when they end. */
export interface ReportDays {
  from: string
  date: string
  zone: string
  /** Times of day at which reports are due; the last is the day's cut-off. */
  times: readonly string[]
}

const noDay = (path: string) => {
  const errors = [{ path, code: 'time' as const, message: 'must be a day that exists' }]
  return refuse('invalid', 'Name a day as YYYY-MM-DD.', { errors })
}

/** The days that are asked for: today where none is named, one where no other begins the report. */
export const reportDays = (
  core: Core,
  { scope }: Pick<PersonActor, 'scope'>,
  asked: { date: string | null; from: string | null },
): Outcome<ReportDays> => {
  const zone = core.checkpoints.zone(scope)
  const date = asked.date ?? localDate(core.clock.now(), zone)
  const from = asked.from ?? date
  if (!isDay(date)) return noDay('/date')
  if (!isDay(from)) return noDay('/from')
  const days = daysBetween(from, date).length
  if (days < 1 || days > MAX_REPORT_DAYS) {
    const message = days < 1 ? 'must not be after the last day' : `must be at most ${MAX_REPORT_DAYS} days before it`
    return refuse('invalid', 'Name the first day of the report.', {
      errors: [{ path: '/from', code: 'range', message }],
    })
  }
  return done({ from, date, zone, times: core.policy.current.document.deadlines.reports })
}

/** The checkpoints that must report: the open ones within the jurisdiction, by code. */
export const reportingCheckpoints = (core: Core, { scope }: Pick<PersonActor, 'scope'>): Checkpoint[] =>
  [...core.checkpoints.all()].filter(({ path, setState }) => path.startsWith(scope) && setState === 'open')
