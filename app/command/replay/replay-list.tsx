'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { CheckpointLive } from '#protocol/live'
import { byTrouble, nameOf } from '../../_live/alert-order'
import { everyRoom } from '../../_text/every-room'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { replay } from '../../_text/replay'
import { useFormat } from '../../_text/use-format'
import { CheckpointMark } from '../../_ui/glyph'
import { glyphOfState } from '../../_ui/glyphs'
import { changeAddress } from '../address'
import styles from './replay.module.css'

const ROW_PX = 48

/** Every checkpoint at the instant, trouble first. */
export const ReplayList = ({
  checkpoints,
  at,
  selected,
}: {
  checkpoints: readonly CheckpointLive[]
  at: string
  selected: string | null
}) => {
  const words = useText(replay)
  const shared = useText(everyRoom)
  const format = useFormat()
  const scroll = useRef<HTMLUListElement>(null)
  const rows = byTrouble(checkpoints)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  })
  return (
    <ul ref={scroll} className={styles.list} aria-label={words.list}>
      <li className={styles.space} aria-hidden="true" style={{ height: virtual.getTotalSize() }} />
      {virtual.getVirtualItems().map(({ index, start }) => {
        const one = rows[index]
        if (!one) return null
        const said =
          one.state === 'offline' && one.seenAt
            ? shared.offlineFor(format.duration(Date.parse(at) - Date.parse(one.seenAt)))
            : shared.state[one.state]
        return (
          <li key={one.code} className={styles.row} style={{ height: ROW_PX, transform: `translateY(${start}px)` }}>
            <button
              type="button"
              className={styles.pick}
              aria-pressed={one.code === selected}
              onClick={() => changeAddress({ checkpoint: one.code === selected ? null : one.code }, 'replace')}
            >
              <span className={styles.mark}>
                <CheckpointMark state={glyphOfState(one.state)} scale={one.state === 'alarm' ? 0.6 : 1} />
              </span>
              <span className={styles.name}>{nameOf(one)}</span>
              <span className={styles.count}>
                {words.vehicles(number(one.today.vehiclesIn + one.today.vehiclesOut))}
              </span>
              <span className={styles.state}>{said}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
