'use client'

import type { CheckpointPanel } from '#protocol/checkpoint-panel'
import { useServerNow } from '../../_live/use-live'
import { checkpoints as text } from '../../_text/checkpoints'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { CheckpointMark } from '../../_ui/glyph'
import { Part } from './part'
import styles from './whole.module.css'

/** Longer unheard than this a tablet is drawn as gone; the board decides on the checkpoint itself. */
const SILENT_MS = 120_000
const LOW_BATTERY = 20

/** The tablets that stand there: battery, what waits on them, when they were last heard of. */
export const Tablets = ({ panel: { tablets } }: { panel: CheckpointPanel }) => {
  const words = useText(text)
  const format = useFormat()
  const now = useServerNow(10_000)
  return (
    <Part title={words.tablets}>
      {tablets.length === 0 ? <p className={styles.quiet}>{words.noTablets}</p> : null}
      <ul className={styles.table}>
        {tablets.map(({ name, lane, battery, pending, seenAt }) => {
          const silence = seenAt === null || now === null ? null : now - Date.parse(seenAt)
          const facts = [
            pending === null ? '' : words.pending(number(pending)),
            silence === null ? words.neverSeen : words.seen(format.ago(silence)),
          ].filter((fact) => fact !== '')
          return (
            <li key={name} className={styles.pair}>
              <span className={styles.tablet}>
                <CheckpointMark state={silence !== null && silence < SILENT_MS ? 'reporting' : 'offline'} scale={0.8} />
                {lane === null ? name : `${name} · ${lane}`}
              </span>
              <span className={styles.tabletFacts}>
                {battery === null ? null : (
                  <span data-few={battery <= LOW_BATTERY || undefined}>{`${words.battery(number(battery))} · `}</span>
                )}
                {facts.join(' · ')}
              </span>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
