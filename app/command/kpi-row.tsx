'use client'

import { useMemo } from 'react'
import { COUNT_NAMES, type Counts, zeroCounts } from '#domain/entries/counts'
import type { CheckpointLive } from '#protocol/live'
import { toHandle } from '../_live/alert-order'
import { coverageFigures } from '../_live/coverage-figures'
import { dueOf } from '../_live/due'
import { useAlerts, useCheckpoints, useCoverage, useHasPicture, useServerNow } from '../_live/use-live'
import { command } from '../_text/command'
import { kilometres, number } from '../_text/format'
import { useText } from '../_text/language'
import styles from './command.module.css'

const sum = (checkpoints: readonly CheckpointLive[], of: 'today' | 'hour'): Counts => {
  const total = zeroCounts()
  for (const checkpoint of checkpoints) {
    const counts = checkpoint[of]
    for (const name of COUNT_NAMES) total[name] += counts[name]
  }
  return total
}

/** Seven figures of the day, each with its context. They are sums of what the checkpoints show. */
export const KpiRow = () => {
  const words = useText(command)
  const { kpi } = words
  const checkpoints = useCheckpoints()
  const alerts = useAlerts()
  const coverage = useCoverage()
  const now = useServerNow(5000)
  const today = useMemo(() => sum(checkpoints, 'today'), [checkpoints])
  const hour = useMemo(() => sum(checkpoints, 'hour'), [checkpoints])
  const open = toHandle(alerts)
  const overdue = now === null ? 0 : open.filter(({ dueAt }) => dueOf(dueAt, now).over).length
  const figures = coverageFigures(coverage?.summary)
  const known = useHasPicture()
  const told = (figure: string, context: string) =>
    known ? { figure, context } : { figure: '–', context: kpi.unknown }
  return (
    <section aria-label={words.figures} className={styles.figures}>
      <dl className={styles.kpis}>
        <Kpi
          label={kpi.open}
          {...told(number(open.length), overdue > 0 ? kpi.overdue(overdue) : kpi.noneOverdue)}
          urgent={overdue > 0}
        />
        <Kpi
          label={kpi.vehicles}
          {...told(
            number(today.vehiclesIn + today.vehiclesOut),
            kpi.inOut(number(today.vehiclesIn), number(today.vehiclesOut)),
          )}
        />
        <Kpi label={kpi.people} {...told(number(today.people), kpi.lastHour(number(hour.people)))} />
        <Kpi
          label={kpi.fevers}
          {...told(number(today.fevers), kpi.high(number(today.highReadings), number(today.held)))}
        />
        <Kpi
          label={kpi.risk}
          {...told(
            number(today.riskVehicles),
            kpi.riskPeople(number(today.riskPeople), number(today.turnedBackVehicles)),
          )}
        />
        <Kpi
          label={kpi.exposed}
          figure={figures ? kilometres(figures.exposedMetres) : '–'}
          context={figures ? kpi.lapsed(kilometres(figures.lapsedMetres)) : kpi.unknown}
        />
        <Kpi
          label={kpi.places}
          figure={figures ? number(figures.placesReached) : '–'}
          context={figures ? kpi.population(number(figures.populationExposed)) : kpi.unknown}
        />
      </dl>
    </section>
  )
}

const Kpi = ({
  label,
  figure,
  context,
  urgent = false,
}: {
  label: string
  figure: string
  context: string
  urgent?: boolean
}) => (
  <div className={styles.kpi}>
    <dt className={styles.kpiLabel}>{label}</dt>
    <dd className={styles.kpiFigure}>{figure}</dd>
    <dd className={urgent ? styles.kpiUrgent : styles.kpiContext}>{context}</dd>
  </div>
)
