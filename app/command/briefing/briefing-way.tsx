'use client'

import type { BriefingState } from '#domain/briefing/workflow'
import type { Briefing } from '#protocol/briefing'
import { briefingWords } from '../../_text/briefing'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { Icon } from '../../_ui/icons'
import styles from './briefing.module.css'

/** The steps of the way with the one that ends each; `at` is the state in which it is the present one. */
const WAY = [
  { name: 'fill', by: 'submit', at: 'draft' },
  { name: 'review', by: 'review', at: 'submitted' },
  { name: 'sign', by: 'sign', at: 'reviewed' },
  { name: 'send', by: 'send', at: 'issued' },
  { name: 'receive', by: 'receive', at: 'sent' },
] as const satisfies readonly { at: BriefingState; by: string; name: string }[]

/** 填报→审核→签发→报送→回执, each with who took it and when. */
export const BriefingWay = ({ briefing }: { briefing: Briefing }) => {
  const words = useText(briefingWords)
  const format = useFormat()
  // What was returned begins anew.
  const returned = briefing.steps.findLastIndex(({ step }) => step === 'return')
  const standing = briefing.steps.slice(returned + 1)
  const present = WAY.findIndex(({ at }) => at === briefing.state)
  return (
    <ol className={styles.way} aria-label={words.wayLabel}>
      {WAY.map(({ name, by }, index) => {
        const done = present < 0 || index < present
        const taken = done ? standing.findLast(({ step }) => step === by) : undefined
        return (
          <li key={name} data-done={done || undefined} aria-current={index === present ? 'step' : undefined}>
            <span className={styles.number}>{done ? <Icon name="check" size={14} /> : index + 1}</span>
            <span className={styles.stepName}>{words.way[name]}</span>
            {taken === undefined ? null : (
              <span className={styles.who}>
                {taken.name} {format.time(taken.at)}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** All that was done to it, in order, with what was said. */
export const BriefingHistory = ({ briefing }: { briefing: Briefing }) => {
  const words = useText(briefingWords)
  const format = useFormat()
  const past: Readonly<Record<string, string>> = words.past
  return (
    <section className={styles.history} aria-labelledby="briefing-history">
      <h2 id="briefing-history">{words.history}</h2>
      <ol>
        {briefing.steps.map(({ at, step, name, note }) => (
          <li key={`${at} ${step}`}>
            <time dateTime={at}>
              {format.date(at)} {format.time(at)}
            </time>{' '}
            {past[step] ?? step} · {name}
            {note === null ? null : ` · ${note}`}
          </li>
        ))}
      </ol>
    </section>
  )
}
