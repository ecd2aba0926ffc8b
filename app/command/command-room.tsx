'use client'

import dynamic from 'next/dynamic'
import { useCallback, useState } from 'react'
import { alarmsByCheckpoint, toHandle } from '../_live/alert-order'
import { waysIn } from '../_live/coverage-figures'
import type { Session } from '../_live/session'
import { useAlerts, useCheckpoints, useClosures, useConnection, useCoverage } from '../_live/use-live'
import { useMapData } from '../_map/map-data'
import { MapLegend } from '../_map/map-legend'
import { checkpoints as checkpointWords } from '../_text/checkpoints'
import { command } from '../_text/command'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import { useFailureWords } from '../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../_ui/blank'
import { ButtonLink } from '../_ui/button'
import type { CheckpointGlyph } from '../_ui/glyphs'
import { glyphOfState } from '../_ui/glyphs'
import { Kbd } from '../_ui/kbd'
import { useStable } from '../_ui/stable'
import { TopBar } from '../_ui/top-bar'
import { changeAddress, useAddress } from './address'
import { AlertQueue } from './alert-queue'
import type { Ask } from './alerts/alert-acts'
import { filterAlerts } from './alerts/queue-filter'
import { useQueueFilter } from './alerts/use-queue-filter'
import { CheckpointPanel } from './checkpoint-panel'
import styles from './command.module.css'
import { FindBox } from './find-box'
import { KeyList } from './key-list'
import { KpiRow } from './kpi-row'
import { CheckpointList } from './list/checkpoint-list'
import { LiveStatus } from './live-status'
import { select, useSelection } from './selection'
import { useKeys } from './use-keys'

const CommandMap = dynamic(() => import('./command-map').then((module) => module.CommandMap), { ssr: false })

const NO_GLYPHS: Record<CheckpointGlyph, number> = {
  reporting: 0,
  quiet: 0,
  offline: 0,
  unstaffed: 0,
  alarm: 0,
  planned: 0,
  withdrawn: 0,
  closure: 0,
}

/** The command centre: figures, map, queue, and the checkpoint that is selected. */
export const CommandRoom = ({ session }: { session: Session }) => {
  const words = useText(command)
  const county = session.user.jurisdiction.name
  const selection = useSelection()
  const alerts = useAlerts()
  const coverage = useCoverage()
  const { state: map, retry } = useMapData(coverage?.network ?? null)
  const listed = useAddress('list') !== null
  const [drawer, setDrawer] = useState(false)
  const [asked, setAsked] = useState<Ask | null>(null)
  const [keysShown, setKeysShown] = useState(false)
  const counted = alarmsByCheckpoint(alerts)
  const alarms = useStable(counted, (counts) => JSON.stringify([...counts]))
  const open = toHandle(alerts)
  const onAsked = useCallback(() => setAsked(null), [])
  const filter = useQueueFilter()
  const names = [session.user.displayName, session.user.name]
  const shown = () =>
    filterAlerts(open, filter, { names, jurisdiction: session.user.jurisdiction.code, now: Date.now() })
  useKeys({ alerts: shown, selection, ask: setAsked, showKeys: setKeysShown })
  const data = map.phase === 'ready' ? map.data : null
  return (
    <div className={styles.room}>
      <TopBar session={session} here="command">
        <FindBox alerts={open} onShowKeys={() => setKeysShown(true)} />
        <LiveStatus />
      </TopBar>
      <main className={styles.main} data-drawer={drawer || undefined} data-list={listed || undefined}>
        <h1 className="unseen">{words.heading(county)}</h1>
        <KpiRow />
        <div className={styles.mapArea}>
          {data ? (
            <>
              <CommandMap data={data} county={county} selected={selection.checkpoint} alarms={alarms} />
              {listed ? null : <Legend />}
              <div className={styles.panelRoom} data-over-map="room" aria-hidden="true" />
            </>
          ) : (
            <MapBlank state={map} onRetry={retry} mayImport={session.user.role === 'admin'} />
          )}
          {data ? <NoCheckpoints mayPlace={session.user.role === 'admin'} /> : null}
          <button type="button" className={styles.openDrawer} onClick={() => setDrawer(true)}>
            {words.queue.open(number(open.length))}
          </button>
        </div>
        {listed ? (
          <CheckpointList selected={selection.checkpoint} onClose={() => changeAddress({ list: null }, 'replace')} />
        ) : null}
        {selection.checkpoint === null ? null : (
          <CheckpointPanel
            code={selection.checkpoint}
            alarms={alarms.get(selection.checkpoint) ?? 0}
            network={data?.network ?? null}
            onClose={() => select({ checkpoint: null, alert: null })}
          />
        )}
        <AlertQueue
          session={session}
          selected={selection.alert}
          asked={asked}
          onAsked={onAsked}
          onClose={() => setDrawer(false)}
        />
      </main>
      <KeyList open={keysShown} onClose={() => setKeysShown(false)} />
    </div>
  )
}

/** Roads are there, and nobody watches them yet. */
const NoCheckpoints = ({ mayPlace }: { mayPlace: boolean }) => {
  const words = useText(command)
  const checkpoints = useCheckpoints()
  const connection = useConnection()
  if (checkpoints.length > 0 || connection.phase !== 'live') return null
  return (
    <div className={styles.note} data-over-map="panel">
      <p className={styles.noteTitle}>{words.noCheckpoints}</p>
      <p className={styles.hint}>{words.noCheckpointsHint}</p>
      {mayPlace ? <ButtonLink href="/admin">{words.toAdmin}</ButtonLink> : null}
    </div>
  )
}

const Legend = () => {
  const words = useText(mapWords)
  const lists = useText(checkpointWords).list
  const checkpoints = useCheckpoints()
  const closures = useClosures()
  const coverage = useCoverage()
  const byState = { ...NO_GLYPHS }
  for (const { state } of checkpoints) byState[glyphOfState(state)] += 1
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.legendPlace} data-open={open || undefined}>
      <button
        type="button"
        className={styles.legendSwitch}
        aria-expanded={open}
        onClick={() => setOpen((before) => !before)}
      >
        {words.legend}
      </button>
      <button type="button" className={styles.openList} onClick={() => changeAddress({ list: 'open' }, 'push')}>
        {lists.open}
        <Kbd>L</Kbd>
      </button>
      <MapLegend
        byState={byState}
        closures={closures.length}
        unmonitored={waysIn(coverage?.crossings ?? [], 'unmonitored').length}
        showUnreachable={(coverage?.segments.unreachable.length ?? 0) > 0}
      />
    </div>
  )
}

const MapBlank = ({
  state,
  onRetry,
  mayImport,
}: {
  state: ReturnType<typeof useMapData>['state']
  onRetry: () => void
  mayImport: boolean
}) => {
  const words = useText(mapWords)
  const failureWords = useFailureWords()
  if (state.phase === 'none')
    return (
      <Empty why={words.none}>
        <p className={styles.hint}>{words.noneHint}</p>
        {mayImport ? <ButtonLink href="/admin/roads">{words.toImport}</ButtonLink> : null}
      </Empty>
    )
  if (state.phase === 'failed')
    return <ErrorNote what={words.failed} hint={failureWords(state.failure)} onRetry={onRetry} />
  return <Loading rows={8} />
}
