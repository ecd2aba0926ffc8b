'use client'

import type { FrontierAnswer } from '#protocol/advice'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { adviceWords } from '../../_text/planner-advice'
import styles from './advice.module.css'

const WIDTH = 304
const HEIGHT = 136
const PAD = { left: 48, right: 14, top: 12, bottom: 22 }

/** People left over points: solid dots are exact corners, hollow ones were searched, the chosen one says its figure. */
export const FrontierChart = ({ steps, chosen }: { steps: FrontierAnswer['steps']; chosen: number }) => {
  const words = useText(adviceWords)
  const most = steps[0]?.populationExposed ?? 0
  const last = steps.at(-1)?.points ?? 0
  const x = (points: number) => PAD.left + (points / Math.max(1, last)) * (WIDTH - PAD.left - PAD.right)
  const y = (people: number) => PAD.top + (1 - people / Math.max(1, most)) * (HEIGHT - PAD.top - PAD.bottom)
  const step = steps[chosen]
  const line = steps.map(({ points, populationExposed }) => `${x(points)} ${y(populationExposed)}`).join('L')
  const every = Math.max(1, Math.ceil(last / 8))
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={step ? words.curveAlt(String(step.points), number(step.populationExposed)) : words.curve}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <path d={`M${PAD.left} ${y(most * share)}H${WIDTH - PAD.right}`} className={styles.grid} />
          <text x={PAD.left - 10} y={y(most * share) + 4} textAnchor="end">
            {number(Math.round(most * share))}
          </text>
        </g>
      ))}
      {steps
        .filter(({ points }) => points % every === 0)
        .map(({ points }) => (
          <text key={points} x={x(points)} y={HEIGHT - 6} textAnchor="middle">
            {points}
          </text>
        ))}
      <path d={`M${line}`} className={styles.curve} />
      {step ? <path d={`M${x(step.points)} ${y(step.populationExposed)}V${y(0)}`} className={styles.drop} /> : null}
      {steps.map(({ points, populationExposed, exact }, at) => (
        <circle
          key={points}
          cx={x(points)}
          cy={y(populationExposed)}
          r={at === chosen ? 5 : 3.5}
          className={styles.dot}
          data-exact={exact || undefined}
          data-chosen={at === chosen || undefined}
        />
      ))}
      {step ? (
        <text
          className={styles.value}
          x={Math.min(x(step.points) + 10, WIDTH - PAD.right - 70)}
          y={Math.max(PAD.top + 6, y(step.populationExposed) - 9)}
        >
          {words.left(number(step.populationExposed))}
        </text>
      ) : null}
    </svg>
  )
}
