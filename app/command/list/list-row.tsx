'use client'

import { nameOf } from '../../_live/alert-order'
import { useCheckpoint, useServerNow } from '../../_live/use-live'
import { checkpoints as text } from '../../_text/checkpoints'
import { everyRoom } from '../../_text/every-room'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { CheckpointMark } from '../../_ui/glyph'
import { glyphOfState } from '../../_ui/glyphs'
import { changeAddress } from '../address'
import { select, WHOLE } from '../selection'
import styles from './list.module.css'

const AGES_MS = 20_000

/** One checkpoint: its shape, name and state, today's vehicles, and what waits. It follows its own topic alone. */
export const ListRow = ({
  id,
  code,
  top,
  height,
  at,
  of,
  selected,
}: {
  id: string
  code: string
  top: number
  height: number
  /** Its place in the list, from 1, of so many: only some are in the document. */
  at: number
  of: number
  selected: boolean
}) => {
  const words = useText(text).list
  const shared = useText(everyRoom)
  const format = useFormat()
  const checkpoint = useCheckpoint(code)
  const now = useServerNow(AGES_MS)
  if (!checkpoint) return null
  const { state, today, queue, pendingOnTablets, seenAt } = checkpoint
  const said =
    state === 'offline' && seenAt && now !== null
      ? shared.offlineFor(format.duration(now - Date.parse(seenAt)))
      : shared.state[state]
  const waits = [
    queue ? words.queue(number(queue)) : '',
    pendingOnTablets > 0 ? words.waiting(number(pendingOnTablets)) : '',
  ].filter((one) => one !== '')
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-posinset={at}
      aria-setsize={of}
      className={styles.row}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={() => select({ checkpoint: code, alert: null })}
      onDoubleClick={() => changeAddress({ [WHOLE]: 'full' }, 'push')}
      onKeyDown={() => undefined}
    >
      <span className={styles.mark}>
        <CheckpointMark state={glyphOfState(state)} scale={state === 'alarm' ? 0.6 : 1} />
      </span>
      <span className={styles.name}>{nameOf(checkpoint)}</span>
      <span className={styles.vehicles}>{number(today.vehiclesIn + today.vehiclesOut)}</span>
      <span className={styles.state} data-state={state}>
        {said}
      </span>
      <span className={styles.waits}>{waits.join(' · ')}</span>
    </div>
  )
}
