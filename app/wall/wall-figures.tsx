'use client'

import { useMemo } from 'react'
import { coverageFigures } from '../_live/coverage-figures'
import { useCheckpoints, useCoverage, useHasPicture } from '../_live/use-live'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import { wall } from '../_text/wall'
import styles from './wall.module.css'

/** Six figures of the day, sums of what the checkpoints show. */
export const WallFigures = () => {
  const words = useText(wall)
  const checkpoints = useCheckpoints()
  const roads = coverageFigures(useCoverage()?.summary)
  const today = useMemo(() => {
    const sum = { vehiclesIn: 0, vehiclesOut: 0, people: 0, fevers: 0, riskVehicles: 0 }
    for (const one of checkpoints)
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += one.today[name]
    return sum
  }, [checkpoints])
  const known = useHasPicture()
  const told = (count: number) => (known ? number(count) : '–')
  const kilometres = (metres: number) => number(Math.round(metres / 1000))
  return (
    <section aria-label={words.figures} className={styles.figuresRoom}>
      <dl className={styles.figures}>
        <Figure label={words.in} figure={told(today.vehiclesIn)} />
        <Figure label={words.out} figure={told(today.vehiclesOut)} />
        <Figure label={words.people} figure={told(today.people)} />
        <Figure label={words.fevers} figure={told(today.fevers)} />
        <Figure label={words.risk} figure={told(today.riskVehicles)} />
        <Figure
          label={words.roads}
          figure={roads ? `${kilometres(roads.exposedMetres)} / ${kilometres(roads.lapsedMetres)} km` : '–'}
        />
      </dl>
    </section>
  )
}

const Figure = ({ label, figure }: { label: string; figure: string }) => (
  <div className={styles.figure}>
    <dt className={styles.label}>{label}</dt>
    <dd className={styles.number}>{figure}</dd>
  </div>
)
