'use client'

import type { Person } from '#domain/entries/entry'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { searchWords } from '../../_text/search'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { toast } from '../../_ui/toast'
import styles from './search.module.css'

const FIELDS = ['name', 'phone', 'idNumber'] as const
type Field = (typeof FIELDS)[number]

/** A person's masked values; pressing one opens it for the reason of the search, which is written down. */
export const PersonCell = ({
  entry,
  index,
  person,
  reason,
  opened,
  onOpened,
}: {
  entry: string
  index: number
  person: Person
  reason: string
  /** Values that were opened, by their pointer in the entry that `whatOf` makes. */
  opened: ReadonlyMap<string, string>
  onOpened: (what: string, value: string) => void
}) => {
  const words = useText(searchWords)
  const format = useFormat()
  const failureWords = useFailureWords()
  const whatOf = (field: Field) => `${entry}/people/${index}/${field}`
  const open = async (field: Field) => {
    const body = { field: `/people/${index}/${field}`, reason }
    const answer = await api.post<{ value: string }>(`/entries/${entry}/reveal`, body)
    if (answer.ok) {
      onOpened(whatOf(field), answer.value.value)
      toast(words.opened)
    } else toast(failureWords(answer.failure, { 'not-found': words.gone }))
  }
  return (
    <span className={styles.person}>
      {FIELDS.map((field) => {
        const masked = person[field]
        if (!masked) return null
        const value = opened.get(whatOf(field))
        return value === undefined ? (
          <button
            key={field}
            type="button"
            className={styles.masked}
            aria-label={format.list([masked, words.open(words[field])])}
            title={words.open(words[field])}
            onClick={() => void open(field)}
          >
            {masked}
          </button>
        ) : (
          <span key={field} className={styles.opened}>
            {value}
          </span>
        )
      })}
    </span>
  )
}
