'use client'

import { number } from '../_text/format'
import { useText } from '../_text/language'
import { planWords } from '../_text/planner-plan'
import type { Coverage } from './coverage-data'
import styles from './editor.module.css'
import { openGroups } from './plan-effect'

interface Figure {
  key: 'open' | 'metres' | 'places' | 'people' | 'unreachable'
  of: (coverage: Coverage) => number
}

const FIGURES: readonly Figure[] = [
  { key: 'open', of: openGroups },
  {
    key: 'metres',
    of: ({ summary }) => Math.round((summary.metres.exposed + summary.metres.lapsed) / 100) / 10,
  },
  { key: 'places', of: ({ summary }) => summary.places.exposed + summary.places.lapsed },
  { key: 'people', of: ({ summary }) => summary.populationExposed },
  { key: 'unreachable', of: ({ summary }) => summary.places.unreachable },
]

/** Figures side by side; the difference in ink that says whether it is for the better. */
export const CompareTable = ({ now, tried, heading }: { now: Coverage; tried: Coverage | null; heading: string }) => {
  const words = useText(planWords)
  return (
    <table className={styles.compare}>
      <thead>
        <tr>
          <td />
          <th scope="col">{words.compareNow}</th>
          <th scope="col">{heading}</th>
          <th scope="col">{words.difference}</th>
        </tr>
      </thead>
      <tbody>
        {FIGURES.map(({ key, of }) => {
          const before = of(now)
          const after = tried === null ? null : of(tried)
          const change = after === null ? 0 : Math.round((after - before) * 10) / 10
          return (
            <tr key={key}>
              <th scope="row">{words.row[key]}</th>
              <td>{number(before)}</td>
              <td className={styles.after}>{after === null ? '—' : number(after)}</td>
              <td data-better={change < 0 || undefined} data-worse={change > 0 || undefined}>
                {after === null ? '' : change === 0 ? '0' : change > 0 ? `+${number(change)}` : `−${number(-change)}`}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
