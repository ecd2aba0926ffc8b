'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { CheckpointLive } from '#protocol/live'
import { api } from '../_live/api'
import { useResource } from '../_live/use-resource'
import { admin } from '../_text/admin'
import { county } from '../_text/county'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../_ui/blank'
import { Button } from '../_ui/button'
import { CheckpointForm, SET_STATES } from '../_ui/checkpoint-form'
import { CheckpointMark } from '../_ui/glyph'
import { glyphOfState } from '../_ui/glyphs'
import { Icon } from '../_ui/icons'
import { RowMenu } from '../_ui/row-menu'
import { toast } from '../_ui/toast'
import { Sheet, Work } from '../_ui/work'
import styles from './checkpoints.module.css'

type SetState = (typeof SET_STATES)[number]

interface Checkpoint {
  code: string
  name: string
  state: CheckpointLive['state']
  kind?: string
  ring?: string
  lng: number
  lat: number
}

/** The state set by hand that stands behind the one that is shown. */
const setStateOf = (state: Checkpoint['state']): SetState =>
  state === 'planned' || state === 'closed' ? state : 'open'

const REFRESH_MS = 15_000

export const Checkpoints = () => {
  const words = useText(admin).checkpoints
  const common = useText(everyRoom)
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<{ checkpoints: Checkpoint[] }>('/checkpoints', REFRESH_MS)
  const [adding, setAdding] = useState(false)
  const rows = [...(value?.checkpoints ?? [])].sort((a, b) => a.code.localeCompare(b.code))
  return (
    <Work
      title={words.title(rows.length)}
      acts={
        <Button look="primary" onClick={() => setAdding(!adding)} aria-expanded={adding}>
          <Icon name="plus" />
          {words.add}
        </Button>
      }
      panel={adding ? <Adding onClose={() => setAdding(false)} onPlaced={reload} /> : null}
    >
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading /> : null}
      {value && rows.length === 0 ? <Empty why={words.none} /> : null}
      {rows.length > 0 ? (
        <Sheet>
          <table>
            <thead>
              <tr>
                <th>{words.head.name}</th>
                <th data-spare>{words.head.code}</th>
                <th data-spare>{words.head.kind}</th>
                <th data-spare>{words.head.ring}</th>
                <th>{words.head.now}</th>
                <th>{words.head.set}</th>
                <th>
                  <span className="unseen">{common.acts}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.code} row={row} onChanged={reload} />
              ))}
            </tbody>
          </table>
        </Sheet>
      ) : null}
    </Work>
  )
}

const Row = ({ row, onChanged }: { row: Checkpoint; onChanged: () => Promise<void> }) => {
  const words = useText(admin).checkpoints
  const shared = useText(county)
  const common = useText(everyRoom)
  const failureWords = useFailureWords()
  const router = useRouter()
  const kinds: Record<string, string> = shared.kind
  const rings: Record<string, string> = shared.ring
  const set = setStateOf(row.state)

  const change = async (state: SetState, undo?: SetState) => {
    const answer = await api.patch(`/checkpoints/${encodeURIComponent(row.code)}`, { state })
    if (!answer.ok) return toast(failureWords(answer.failure))
    await onChanged()
    toast(words.changed(row.name, shared.setState[state]), undo ? () => void change(undo) : undefined)
  }

  return (
    <tr>
      <td className={styles.name}>{row.name}</td>
      <td data-spare className={styles.code}>
        {row.code}
      </td>
      <td data-spare>{row.kind ? (kinds[row.kind] ?? row.kind) : ''}</td>
      <td data-spare>{row.ring ? (rings[row.ring] ?? row.ring) : ''}</td>
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
          value={set}
          aria-label={`${row.name} ${words.head.set}`}
          onChange={(event) => {
            const next = SET_STATES.find((one) => one === event.target.value)
            if (next) void change(next, set)
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
            {
              name: words.pair,
              hint: words.pairHint,
              onSelect: () => router.push(`/admin/tablets?pair=${encodeURIComponent(row.code)}`),
            },
          ]}
        />
      </td>
    </tr>
  )
}

const Adding = ({ onClose, onPlaced }: { onClose: () => void; onPlaced: () => Promise<void> }) => {
  const words = useText(admin).checkpoints
  const common = useText(everyRoom)
  return (
    <>
      <header className={styles.adding}>
        <h2>{words.add}</h2>
        <Button look="quiet" onClick={onClose} aria-label={common.close}>
          <Icon name="close" />
        </Button>
      </header>
      <CheckpointForm
        onPlaced={(placed) => {
          toast(`${placed.name} · ${placed.code}`)
          void onPlaced()
          onClose()
        }}
      />
    </>
  )
}
