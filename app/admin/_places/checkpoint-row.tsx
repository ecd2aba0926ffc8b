'use client'

import { county } from '../../_text/county'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { SET_STATES } from '../../_ui/checkpoint-form'
import { CheckpointMark } from '../../_ui/glyph'
import { glyphOfState } from '../../_ui/glyphs'
import { RowMenu } from '../../_ui/row-menu'
import list from '../_list/list.module.css'
import type { Placed } from '../_list/table-rows'
import type { Arrangement, Checkpoint, Lack } from './checkpoint'
import styles from './checkpoints.module.css'

export const CheckpointRow = ({
  placed,
  row,
  arrangement,
  lacking,
  selected,
  onOpen,
  onSet,
  onPair,
}: {
  placed: Placed
  row: Checkpoint
  arrangement: Arrangement | undefined
  lacking: readonly Lack[]
  selected: boolean
  onOpen: () => void
  onSet: (state: Checkpoint['setState']) => void
  onPair: () => void
}) => {
  const words = useText(places)
  const shared = useText(county)
  const common = useText(everyRoom)
  const kinds: Record<string, string> = shared.kind
  const people = arrangement?.crews.reduce((sum, { members }) => sum + members.length, 0) ?? 0
  const lack = <span className={styles.lack}>{words.lacking}</span>
  return (
    <tr {...placed} className={selected ? styles.selected : undefined}>
      <td className={list.name}>
        <button type="button" className={styles.open} onClick={onOpen}>
          {row.name}
        </button>
      </td>
      <td data-spare className={styles.code}>
        {row.code}
      </td>
      <td data-spare>
        {kinds[row.kind] ?? row.kind} · {shared.ring[row.ring]}
      </td>
      <td data-spare>{lacking.includes('leader') ? lack : (arrangement?.leader?.name ?? '')}</td>
      <td data-spare>
        {lacking.includes('crew')
          ? lack
          : people > 0
            ? `${arrangement?.crews.map(({ name }) => name).join(' ')} · ${words.crew.people(people)}`
            : ''}
      </td>
      <td data-spare data-figure>
        {lacking.includes('tablet') ? lack : (arrangement?.tablets ?? '')}
      </td>
      <td>
        <span className={styles.state}>
          <span className={styles.mark}>
            <CheckpointMark state={glyphOfState(row.state)} scale={row.state === 'alarm' ? 0.6 : 0.85} />
          </span>
          {common.state[row.state]}
        </span>
      </td>
      <td>
        <select
          className={styles.set}
          value={row.setState}
          aria-label={`${row.name} ${words.head.set}`}
          onChange={(event) => {
            const next = SET_STATES.find((one) => one === event.target.value)
            if (next) onSet(next)
          }}
        >
          {SET_STATES.map((one) => (
            <option key={one} value={one}>
              {shared.setState[one]}
            </option>
          ))}
        </select>
      </td>
      <td data-figure>
        <RowMenu
          label={words.acts(row.name)}
          acts={[
            { name: words.edit, onSelect: onOpen },
            { name: words.pair, hint: words.pairHint, onSelect: onPair },
          ]}
        />
      </td>
    </tr>
  )
}
