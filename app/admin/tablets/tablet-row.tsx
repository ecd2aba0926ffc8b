'use client'

import { HOUR_MS } from '#domain/instant'
import { admin } from '../../_text/admin'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { CheckpointMark } from '../../_ui/glyph'
import { Icon } from '../../_ui/icons'
import { RowMenu } from '../../_ui/row-menu'
import list from '../_list/list.module.css'
import type { Placed } from '../_list/table-rows'
import { type Device, isLow, type Standing, standingOf } from './device'
import type { EndingAct } from './ending'
import styles from './tablets.module.css'

export const TabletRow = ({
  placed,
  device,
  now,
  onEnd,
  onMove,
}: {
  placed: Placed
  device: Device
  now: number
  onEnd: (ending: EndingAct) => void
  onMove: (device: Device) => void
}) => {
  const words = useText(admin).tablets
  const format = useFormat()
  const standing = standingOf(device, now)
  const over = device.state !== 'active'
  const seen = device.lastSeenAt
  const age = seen === null ? 0 : now - Date.parse(seen)
  const retire = { name: words.retire, hint: words.retireHint, onSelect: () => onEnd({ device, act: 'retire' }) }
  const lost = {
    name: words.lost,
    hint: words.lostHint(device.pending ?? 0),
    ending: true,
    onSelect: () => onEnd({ device, act: 'lost' }),
  }
  const move = { name: words.move, hint: words.moveHint, onSelect: () => onMove(device) }
  return (
    <tr {...placed} className={over ? list.over : undefined}>
      <td className={list.name}>{device.name}</td>
      <td>{device.checkpoint?.name ?? '—'}</td>
      <td data-spare className={styles.version}>
        {device.version ?? '—'}
      </td>
      <td data-spare>
        <Battery percent={device.battery} low={isLow(device)} />
      </td>
      <td data-figure className={device.pending ? styles.pending : undefined}>
        {device.pending ?? '—'}
      </td>
      <td data-spare>{seen === null ? words.never : age < HOUR_MS ? format.ago(age) : format.dayAndTime(seen, now)}</td>
      <td>
        <StandingMark standing={standing} />
      </td>
      <td data-figure>
        {device.state === 'lost' ? null : (
          <RowMenu label={words.acts(device.name)} acts={device.state === 'active' ? [move, retire, lost] : [lost]} />
        )}
      </td>
    </tr>
  )
}

const StandingMark = ({ standing }: { standing: Standing }) => {
  const words = useText(admin).tablets.filter
  return (
    <span className={styles.standing}>
      <span className={styles.mark}>
        {standing === 'active' ? <CheckpointMark state="reporting" scale={0.95} /> : null}
        {standing === 'offline' ? <CheckpointMark state="offline" scale={0.75} /> : null}
        {standing === 'retired' || standing === 'lost' ? <Icon name="close" size={14} /> : null}
      </span>
      {words[standing]}
    </span>
  )
}

const Battery = ({ percent, low }: { percent: number | null; low: boolean }) => {
  if (percent === null) return '—'
  return (
    <span className={`${styles.battery} ${low ? styles.low : ''}`}>
      <svg width={26} height={14} viewBox="0 0 26 14" aria-hidden="true">
        <rect
          x="0.75"
          y="0.75"
          width="21.5"
          height="12.5"
          rx="2.5"
          fill="none"
          stroke="var(--text-2)"
          strokeWidth="1.5"
        />
        <rect x="24" y="4.5" width="1.8" height="5" rx="0.9" fill="var(--text-2)" />
        <rect x="3" y="3" width={Math.max(1.5, (17 * percent) / 100)} height="8" rx="1" fill="currentColor" />
      </svg>
      {Math.round(percent)}%
    </span>
  )
}
