'use client'

import Link from 'next/link'
import type { BriefingHeadline } from '#protocol/briefing'
import { useResource } from '../../_live/use-resource'
import { briefingWords } from '../../_text/briefing'
import { useText } from '../../_text/language'
import styles from './board.module.css'

/** The briefings of the day that is shown: what was issued of it is frozen there, whatever is counted since. */
export const IssuedOf = ({ date, from }: { date: string; from: string }) => {
  const words = useText(briefingWords)
  const { value } = useResource<{ briefings: BriefingHeadline[] }>('/briefings')
  const own = value?.briefings.filter((one) => one.own && one.date === date && one.from === from) ?? []
  if (own.length === 0) return null
  return (
    <ul className={styles.issued}>
      {own.map(({ id, template, title, state }) => (
        <li key={id}>
          <Link href={`/command/briefing?id=${id}`} prefetch={false}>
            {words.templates[template]} · {title}
          </Link>{' '}
          {words.states[state]}
        </li>
      ))}
    </ul>
  )
}
