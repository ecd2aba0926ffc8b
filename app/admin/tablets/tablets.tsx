'use client'

import { useEffect, useState } from 'react'
import { useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { admin } from '../../_text/admin'
import { county } from '../../_text/county'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { Pairing } from '../../_ui/pairing'
import { PanelHead } from '../../_ui/panel-head'
import { Sheet, Work } from '../../_ui/work'
import { ExportMenu } from '../_files/export-menu'
import list from '../_list/list.module.css'
import { SearchBox } from '../_list/search-box'
import { TableRows } from '../_list/table-rows'
import { type Device, type DeviceFilter, filtered } from './device'
import { Ending, type EndingAct } from './ending'
import { Moving } from './moving'
import { TabletRow } from './tablet-row'
import styles from './tablets.module.css'

const FILTERS: readonly DeviceFilter[] = ['all', 'active', 'offline', 'low', 'retired', 'lost']
const REFRESH_MS = 5_000
const AGES_MS = 5_000

/** The code in `/admin/tablets?pair=CODE`: from a checkpoint's row straight to its pairing code. */
const pairInAddress = () => new URLSearchParams(window.location.search).get('pair')

export const Tablets = () => {
  const words = useText(admin).tablets
  const common = useText(everyRoom)
  const pairing = useText(county).pairing
  const failureWords = useFailureWords()
  const now = useServerNow(AGES_MS) ?? 0
  const { value, failure, reload } = useResource<{ devices: Device[] }>('/devices', REFRESH_MS)
  const { value: places } = useResource<{ checkpoints: { code: string; name: string }[] }>('/checkpoints')
  const [filter, setFilter] = useState<DeviceFilter>('all')
  const [search, setSearch] = useState('')
  const [pair, setPair] = useState<string | null>(null)
  const [ending, setEnding] = useState<EndingAct | null>(null)
  const [moving, setMoving] = useState<Device | null>(null)

  useEffect(() => setPair(pairInAddress()), [])

  const devices = value?.devices ?? []
  const shown = filtered(devices, filter, search, now)
  return (
    <Work
      title={words.title}
      count={value === null ? null : devices.length}
      acts={
        <>
          <ExportMenu path="/devices" formats={['xlsx', 'csv']} />
          <Button look="primary" onClick={() => setPair(pair === null ? '' : null)} aria-expanded={pair !== null}>
            <Icon name="plus" />
            {words.pair}
          </Button>
        </>
      }
      panel={
        pair === null ? null : (
          <>
            <PanelHead title={pairing.title} onClose={() => setPair(null)} />
            <Pairing
              checkpoints={places?.checkpoints ?? []}
              chosen={pair}
              onChoose={setPair}
              onClose={() => setPair(null)}
            />
          </>
        )
      }
    >
      <div className={list.tools}>
        <SearchBox label={words.search} value={search} onChange={setSearch} />
        {FILTERS.map((one) => (
          <button
            key={one}
            type="button"
            className={list.filter}
            aria-pressed={filter === one}
            onClick={() => setFilter(one)}
          >
            {words.filter[one]} {filtered(devices, one, '', now).length}
          </button>
        ))}
      </div>
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading /> : null}
      {value ? (
        shown.length > 0 ? (
          <Sheet>
            <table>
              <thead>
                <tr>
                  <th>{words.head.name}</th>
                  <th>{words.head.checkpoint}</th>
                  <th data-spare>{words.head.version}</th>
                  <th data-spare>{words.head.battery}</th>
                  <th data-figure>{words.head.pending}</th>
                  <th data-spare>{words.head.seen}</th>
                  <th>{words.head.state}</th>
                  <th>
                    <span className="unseen">{common.acts}</span>
                  </th>
                </tr>
              </thead>
              <TableRows rows={shown} keyOf={({ id }) => id}>
                {(device, placed) => (
                  <TabletRow
                    key={device.id}
                    placed={placed}
                    device={device}
                    now={now}
                    onEnd={setEnding}
                    onMove={setMoving}
                  />
                )}
              </TableRows>
            </table>
          </Sheet>
        ) : (
          <Empty why={devices.length > 0 ? words.noneFound : words.none} />
        )
      ) : null}
      <p className={styles.note}>{words.note}</p>
      <Ending ending={ending} onClose={() => setEnding(null)} onEnded={reload} />
      <Moving device={moving} places={places?.checkpoints ?? []} onClose={() => setMoving(null)} onMoved={reload} />
    </Work>
  )
}
