import { randomUUID } from 'node:crypto'
import type * as z from 'zod'
import type { IndicatorDay, IndicatorEntries, NewIndicators } from '#protocol/indicator'
import { inScope } from '../../db/access/in-scope'
import { findIndicators, putIndicatorValues } from '../../db/stores/indicator-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { definesIndicators, indicatorsOf } from './read-indicators'
import { reportDays } from './report-days'

/** Enters a day's values by hand, in place of what stood there; answers the day with its sums checked. */
export const enterIndicators = async (
  core: Core,
  actor: PersonActor,
  { date, values }: z.infer<typeof IndicatorEntries>,
): Promise<Outcome<IndicatorDay>> => {
  const days = reportDays(core, actor, { date, from: null })
  if (!days.ok) return days
  return inScope<Outcome<IndicatorDay>>(core.database, actor, async (tx) => {
    const known = new Set((await findIndicators(tx)).map(({ id }) => id))
    const stray = values.findIndex(({ indicator }) => !known.has(indicator))
    if (stray >= 0) {
      const errors = [{ path: `/values/${stray}/indicator`, code: 'value' as const, message: 'must be one in use' }]
      return refuse('invalid', 'There is no such indicator in use.', { errors })
    }
    const twice = values.findIndex((value, index) =>
      values.some((one, i) => i < index && one.indicator === value.indicator),
    )
    if (twice >= 0) {
      const errors = [{ path: `/values/${twice}/indicator`, code: 'value' as const, message: 'must stand here once' }]
      return refuse('invalid', 'An indicator has one value a day.', { errors })
    }
    const [place] = await tx<{ id: number }[]>`select id from jurisdictions where path = ${actor.scope}`
    if (place === undefined) return refuse('not-found', 'Your jurisdiction is not there any more.')
    const now = core.clock.now()
    const enteredAt = new Date(now).toISOString()
    const rows = values.map(({ note, ...value }) => ({
      ...value,
      date,
      note: note?.trim() ?? '',
      enteredBy: actor.displayName,
      enteredAt,
    }))
    await putIndicatorValues(tx, rows, place.id)
    await writeAudit(tx, now, {
      actor: actor.name,
      verb: 'indicator.enter',
      target: `indicators:${date}`,
      after: values,
    })
    return done(await indicatorsOf(tx, core, actor, date))
  })
}

/** Adds indicators at the end of the list, each with the whole of which it is a part. */
export const addIndicators = async (
  core: Core,
  actor: PersonActor,
  { indicators }: z.infer<typeof NewIndicators>,
): Promise<Outcome<{ added: number }>> => {
  if (!definesIndicators(core, actor)) {
    return refuse('forbidden', 'Indicators are defined for the whole instance, by its topmost jurisdiction.')
  }
  return inScope<Outcome<{ added: number }>>(core.database, actor, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('kakou indicators'))`
    const ids = new Map((await findIndicators(tx)).map(({ id, name }) => [name, id]))
    for (const [index, { name, partOf }] of indicators.entries()) {
      if (ids.has(name)) {
        const errors = [{ path: `/indicators/${index}/name`, code: 'taken' as const, message: 'is there already' }]
        return refuse('conflict', `There is an indicator ${name} already.`, { errors })
      }
      if (partOf != null && !ids.has(partOf)) {
        const errors = [{ path: `/indicators/${index}/partOf`, code: 'value' as const, message: 'must be there' }]
        return refuse('invalid', `There is no indicator ${partOf} of which it could be a part.`, { errors })
      }
      ids.set(name, randomUUID())
    }
    for (const { name, unit, partOf } of indicators) {
      await tx`
        insert into indicators (id, name, unit, part_of, position)
        select ${ids.get(name) ?? ''}, ${name}, ${unit}, ${partOf == null ? null : (ids.get(partOf) ?? null)},
          coalesce(max(position), 0) + 1 from indicators`
    }
    const now = core.clock.now()
    await writeAudit(tx, now, { actor: actor.name, verb: 'indicator.add', target: 'indicators', after: indicators })
    return done({ added: indicators.length })
  })
}

/** Takes an indicator out of use; what was entered for it is kept. */
export const withdrawIndicator = async (core: Core, actor: PersonActor, id: string): Promise<Outcome<null>> => {
  if (!definesIndicators(core, actor)) {
    return refuse('forbidden', 'Indicators are defined for the whole instance, by its topmost jurisdiction.')
  }
  return inScope<Outcome<null>>(core.database, actor, async (tx) => {
    const now = core.clock.now()
    const [gone] = await tx<{ name: string }[]>`
      update indicators set withdrawn_at = ${new Date(now)} where id = ${id} and withdrawn_at is null returning name`
    if (gone === undefined) return refuse('not-found', 'There is no such indicator in use.')
    await tx`update indicators set part_of = null where part_of = ${id}`
    await writeAudit(tx, now, {
      actor: actor.name,
      verb: 'indicator.withdraw',
      target: `indicator:${id}`,
      before: gone,
    })
    return done(null)
  })
}
