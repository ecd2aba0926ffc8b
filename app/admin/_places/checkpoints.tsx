'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useState } from 'react'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { county } from '../../_text/county'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { CheckpointForm } from '../../_ui/checkpoint-form'
import { Icon } from '../../_ui/icons'
import { PanelHead } from '../../_ui/panel-head'
import { toast } from '../../_ui/toast'
import { Sheet, Work } from '../../_ui/work'
import { ExportMenu } from '../_files/export-menu'
import list from '../_list/list.module.css'
import { SearchBox } from '../_list/search-box'
import { TableRows } from '../_list/table-rows'
import { type Arrangement, type Checkpoint, LACKS, type Lack, lacks } from './checkpoint'
import { CheckpointMap } from './checkpoint-map'
import { CheckpointRow } from './checkpoint-row'
import styles from './checkpoints.module.css'
import { EditPanel } from './edit-panel'
import { ImportCheckpoints } from './import-checkpoints'

type Panel = 'add' | 'import' | { code: string }
type View = 'list' | 'map'

const VIEWS: readonly View[] = ['list', 'map']
const REFRESH_MS = 15_000
const NONE: never[] = []

/** The checkpoints with who answers for them and who stands there; what one lacks is a filter. `?code=K01` opens one. */
export const Checkpoints = () => {
  const words = useText(places)
  const common = useText(everyRoom)
  const shared = useText(county)
  const failureWords = useFailureWords()
  const router = useRouter()
  const live = useResource<{ checkpoints: Checkpoint[] }>('/checkpoints', REFRESH_MS)
  const arranged = useResource<{ arrangements: Arrangement[] }>('/arrangements', REFRESH_MS)
  const [filter, setFilter] = useState<Lack | 'all'>('all')
  const [search, setSearch] = useState('')
  const [view, setView] = useState<View>('list')
  const [panel, setPanel] = useState<Panel | null>(null)
  useEffect(() => {
    const asked = new URLSearchParams(window.location.search)
    setView(VIEWS.find((one) => one === asked.get('view')) ?? 'list')
    const code = asked.get('code')
    if (code !== null) setPanel({ code })
  }, [])

  const failure = live.failure ?? arranged.failure
  const checkpoints = live.value?.checkpoints ?? NONE
  const arrangements = useMemo(
    () => new Map(arranged.value?.arrangements.map((one) => [one.code, one])),
    [arranged.value],
  )
  const lacking = new Map(checkpoints.map((one) => [one.code, lacks(one, arrangements.get(one.code))]))
  const typed = search.trim().toLowerCase()
  const shown = checkpoints.filter(
    (one) =>
      (filter === 'all' || lacking.get(one.code)?.includes(filter)) &&
      [one.name, one.code, one.road ?? ''].some((text) => text.toLowerCase().includes(typed)),
  )

  const reload = async () => void (await Promise.all([live.reload(), arranged.reload()]))
  const open = (next: Panel | null, where: View = view) => {
    setPanel(next)
    const code = next !== null && typeof next === 'object' ? next.code : null
    const query = new URLSearchParams({ ...(where === 'map' ? { view: where } : {}), ...(code ? { code } : {}) })
    window.history.replaceState(null, '', query.size > 0 ? `?${query}` : window.location.pathname)
  }
  const change = async (row: Checkpoint, state: Checkpoint['setState'], undo?: Checkpoint['setState']) => {
    const answer = await api.patch(`/checkpoints/${encodeURIComponent(row.code)}`, { state })
    if (!answer.ok) return toast(failureWords(answer.failure))
    await reload()
    toast(words.changed(row.name, shared.setState[state]), undo ? () => void change(row, undo) : undefined)
  }

  const selected = panel !== null && typeof panel === 'object' ? panel.code : null
  const edited = checkpoints.find(({ code }) => code === selected)
  const arrangement = selected === null ? undefined : arrangements.get(selected)
  return (
    <Work
      title={words.title}
      count={live.value === null ? null : checkpoints.length}
      acts={
        <>
          <ExportMenu path="/checkpoints" formats={['xlsx', 'csv', 'geojson']} />
          <Button aria-expanded={panel === 'import'} onClick={() => open(panel === 'import' ? null : 'import')}>
            {words.import}
          </Button>
          <Button look="primary" aria-expanded={panel === 'add'} onClick={() => open(panel === 'add' ? null : 'add')}>
            <Icon name="plus" />
            {words.add}
          </Button>
        </>
      }
      panel={
        panel === 'add' ? (
          <>
            <PanelHead title={words.add} onClose={() => open(null)} />
            <CheckpointForm
              onPlaced={(placed) => {
                toast(`${placed.name} · ${placed.code}`)
                void reload()
                open({ code: placed.code })
              }}
            />
          </>
        ) : panel === 'import' ? (
          <ImportCheckpoints onClose={() => open(null)} onImported={reload} />
        ) : edited && arrangement ? (
          <EditPanel
            key={edited.code}
            checkpoint={edited}
            arrangement={arrangement}
            onClose={() => open(null)}
            onSaved={reload}
          />
        ) : null
      }
    >
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {live.value === null && !failure ? <Loading rows={8} /> : null}
      {live.value && checkpoints.length === 0 ? <Empty why={words.none} /> : null}
      {checkpoints.length > 0 ? (
        <div className={list.tools}>
          <SearchBox label={words.search} value={search} onChange={setSearch} />
          {(['all', ...LACKS] as const).map((one) => (
            <button
              key={one}
              type="button"
              className={list.filter}
              aria-pressed={filter === one}
              onClick={() => setFilter(one)}
            >
              {words.filters[one](
                one === 'all' ? checkpoints.length : [...lacking.values()].filter((list) => list.includes(one)).length,
              )}
            </button>
          ))}
          <span className={styles.views}>
            {VIEWS.map((one) => (
              <button
                key={one}
                type="button"
                className={list.filter}
                aria-pressed={view === one}
                onClick={() => {
                  setView(one)
                  open(panel, one)
                }}
              >
                {words.views[one]}
              </button>
            ))}
          </span>
        </div>
      ) : null}
      {checkpoints.length > 0 && shown.length === 0 ? <Empty why={words.noneFound} /> : null}
      {view === 'map' && shown.length > 0 ? (
        <CheckpointMap checkpoints={shown} selected={selected} onSelect={(code) => open({ code })} />
      ) : null}
      {view === 'list' && shown.length > 0 ? (
        <Sheet>
          <table>
            <thead>
              <tr>
                <th>{words.head.name}</th>
                <th data-spare>{words.head.code}</th>
                <th data-spare>{words.head.kind}</th>
                <th data-spare>{words.head.leader}</th>
                <th data-spare>{words.head.crews}</th>
                <th data-spare data-figure>
                  {words.head.tablets}
                </th>
                <th>{words.head.now}</th>
                <th>{words.head.set}</th>
                <th>
                  <span className="unseen">{common.acts}</span>
                </th>
              </tr>
            </thead>
            <TableRows rows={shown} keyOf={({ code }) => code}>
              {(row, placed) => (
                <CheckpointRow
                  key={row.code}
                  placed={placed}
                  row={row}
                  arrangement={arrangements.get(row.code)}
                  lacking={lacking.get(row.code) ?? NONE}
                  selected={row.code === selected}
                  onOpen={() => open({ code: row.code })}
                  onSet={(state) => void change(row, state, row.setState)}
                  onPair={() => router.push(`/admin/tablets?pair=${encodeURIComponent(row.code)}`)}
                />
              )}
            </TableRows>
          </table>
        </Sheet>
      ) : null}
    </Work>
  )
}
