'use client'

import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import { useFormat } from '../../_text/use-format'
import keyStyles from '../_keys/keys.module.css'
import type { Room, RoomView } from '../_room/room-shape'
import listStyles from '../list-sheet.module.css'
import styles from './post.module.css'
import { useMaker } from './use-maker'

/** What the command centre said (指令); reading is told back, also later where there is no network. */
export const InstructionsPart = ({ room, view, nowMs }: { room: Room; view: RoomView; nowMs: number }) => {
  const words = useText(tabletPost).instructions
  const format = useFormat()
  const maker = useMaker(room, view)
  const { instructions } = view.post
  const fresh = instructions.filter(({ readAt, withdrawn }) => readAt === null && withdrawn !== true).length
  return (
    <section className={listStyles.card} data-watch={fresh > 0} aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
        <span>{fresh > 0 ? words.fresh(fresh) : instructions.length === 0 ? words.none : null}</span>
      </header>
      {instructions.map(({ id, text, at, readAt, withdrawn = false }) => (
        <div key={id} className={styles.line}>
          <span>
            {withdrawn ? <s className={styles.text}>{text}</s> : <b className={styles.text}>{text}</b>}
            <small>
              {format.dayAndTime(at, nowMs)}
              {withdrawn ? ` · ${words.withdrawn}` : ''}
              {readAt === null ? '' : ` · ${words.readAt(format.dayAndTime(readAt, nowMs))}`}
            </small>
          </span>
          {readAt === null && !withdrawn ? (
            <button
              type="button"
              className={`${keyStyles.plain} ${keyStyles.strong}`}
              onClick={() => {
                void room.markRead(id, { kind: 'read', ...maker.frame(), instruction: id })
              }}
            >
              {words.read}
            </button>
          ) : null}
        </div>
      ))}
    </section>
  )
}
