'use client'

import { useText } from '../../_text/language'
import { tabletRescue } from '../../_text/tablet-rescue'
import keyStyles from '../_keys/keys.module.css'
import listStyles from '../list-sheet.module.css'
import styles from './post.module.css'

/** Lines that one A4 sheet across takes, tall enough to write in with gloves. */
const LINES = 16

interface PaperPartProps {
  post: string
  /** Enters what was written; null: another entry is begun. */
  onEnter: (() => void) | null
}

/** A blank register for the hours without a tablet. It is on the page, and seen by the printer alone. What was written comes in here. */
export const PaperPart = ({ post, onEnter }: PaperPartProps) => {
  const words = useText(tabletRescue).paper
  const columns = Object.values(words.columns)
  return (
    <section className={listStyles.card} aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
      </header>
      <div className={styles.part}>
        <p>{onEnter === null ? words.busy : words.hint}</p>
        <div className={styles.keys}>
          {onEnter === null ? null : (
            <button type="button" className={`${keyStyles.plain} ${keyStyles.strong}`} onClick={onEnter}>
              {words.enter}
            </button>
          )}
          <button type="button" className={keyStyles.plain} onClick={() => window.print()}>
            {words.print}
          </button>
        </div>
      </div>
      <div className={styles.paper} data-role="paper">
        <h1>
          {words.heading} · {post}
        </h1>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: LINES }, (_, line) => (
              <tr key={String(line)}>
                {columns.map((column) => (
                  <td key={column} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p>{words.foot}</p>
      </div>
    </section>
  )
}
