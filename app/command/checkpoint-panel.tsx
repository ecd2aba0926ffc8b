'use client'

import type { CheckpointLive } from '#protocol/live'
import { nameOf } from '../_live/alert-order'
import { useCheckpoint, useServerNow } from '../_live/use-live'
import { nearestRoad, roadNameOf } from '../_map/nearest-road'
import type { RoadNetwork } from '../_map/road-network'
import { alertWords } from '../_text/alerts'
import { checkpoints } from '../_text/checkpoints'
import { command } from '../_text/command'
import { everyRoom } from '../_text/every-room'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { useFormat } from '../_text/use-format'
import { ErrorNote, Loading } from '../_ui/blank'
import { Button, ButtonLink } from '../_ui/button'
import { CheckpointMark } from '../_ui/glyph'
import { glyphOfState } from '../_ui/glyphs'
import { Icon } from '../_ui/icons'
import { Kbd } from '../_ui/kbd'
import { useMayOpen } from '../_ui/use-may-open'
import { changeAddress, useAddress } from './address'
import { WholePanel } from './checkpoint/whole-panel'
import { useCheckpointFeed } from './checkpoint-feed'
import { HourBars } from './hour-bars'
import { LatestEntries } from './latest-entries'
import styles from './panel.module.css'
import { WHOLE } from './selection'

/** So many entries stand beside the map. */
const SHORT_FEED = 6

/** One checkpoint: its counts of today and the last hour, its hours, its latest entries; in full over the map. */
export const CheckpointPanel = ({
  code,
  alarms,
  network,
  onClose,
}: {
  code: string
  alarms: number
  network: RoadNetwork | null
  onClose: () => void
}) => {
  const words = useText(command)
  const shared = useText(everyRoom)
  const checkpoint = useCheckpoint(code)
  const whole = useAddress(WHOLE) !== null
  return (
    <section
      className={styles.panel}
      data-whole={whole || undefined}
      data-over-map="passing"
      aria-label={words.panel.title(code)}
    >
      {checkpoint ? (
        <>
          <Head checkpoint={checkpoint} alarms={alarms} network={network} whole={whole} />
          {whole ? <WholePanel checkpoint={checkpoint} /> : <Short checkpoint={checkpoint} />}
        </>
      ) : (
        <p className={styles.none}>{words.panel.gone}</p>
      )}
      <button type="button" className={styles.close} aria-label={shared.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </section>
  )
}

const Head = ({
  checkpoint,
  alarms,
  network,
  whole,
}: {
  checkpoint: CheckpointLive
  alarms: number
  network: RoadNetwork | null
  whole: boolean
}) => {
  const words = useText(command)
  const more = useText(checkpoints)
  const shared = useText(everyRoom)
  const format = useFormat()
  const now = useServerNow(1000)
  const facts = [
    whole ? checkpoint.code : '',
    roadOf(checkpoint, network),
    shared.state[checkpoint.state],
    now === null ? '' : words.panel.updated(format.ago(now - Date.parse(checkpoint.at))),
  ].filter((fact) => fact !== '')
  return (
    <header className={styles.head}>
      <span className={styles.mark}>
        <CheckpointMark
          state={glyphOfState(checkpoint.state)}
          count={alarms > 0 ? String(alarms) : undefined}
          scale={checkpoint.state === 'alarm' ? 0.78 : 1.3}
        />
      </span>
      <div className={styles.names}>
        <h2 className={styles.name}>{nameOf(checkpoint)}</h2>
        <p className={styles.facts}>{facts.join(' · ')}</p>
      </div>
      {whole ? (
        <span className={styles.more}>
          <Button onClick={() => changeAddress({ [WHOLE]: null }, 'replace')}>
            {more.less}
            <Kbd>O</Kbd>
          </Button>
        </span>
      ) : null}
    </header>
  )
}

const Short = ({ checkpoint }: { checkpoint: CheckpointLive }) => {
  const words = useText(command)
  const more = useText(checkpoints)
  const alerts = useText(alertWords)
  const failureWords = useFailureWords()
  const mayOpen = useMayOpen()
  const { state, retry } = useCheckpointFeed(checkpoint.code, SHORT_FEED)
  const { today, hour } = checkpoint
  const feed = state.phase === 'loading' ? null : state.feed
  return (
    <>
      <div className={styles.scroll}>
        <dl className={styles.figures}>
          <Figure figure={number(today.vehiclesIn)} label={words.panel.in} />
          <Figure figure={number(today.vehiclesOut)} label={words.panel.out} />
          <Figure figure={`${number(today.fevers)} / ${number(today.highReadings)}`} label={words.panel.confirmed} />
          {checkpoint.queue === undefined ? (
            <Figure figure={number(today.people)} label={words.panel.people} />
          ) : (
            <Figure figure={number(checkpoint.queue)} label={words.panel.queue} />
          )}
        </dl>
        <p className={styles.lastHour}>
          <span>{words.panel.lastHour}</span>
          <span>{words.panel.hourFigures(number(hour.vehiclesIn), number(hour.vehiclesOut), number(hour.people))}</span>
        </p>
        {feed ? <HourBars hours={feed.hours} /> : null}
        {checkpoint.pendingOnTablets > 0 ? (
          <p className={styles.pending}>{words.panel.pending(number(checkpoint.pendingOnTablets))}</p>
        ) : null}
        {state.phase === 'loading' ? <Loading rows={3} /> : null}
        {state.phase === 'failed' ? <ErrorNote what={failureWords(state.failure)} onRetry={retry} /> : null}
        {feed?.entries ? <LatestEntries entries={feed.entries} /> : null}
      </div>
      <footer className={styles.foot}>
        <Button wide onClick={() => changeAddress({ [WHOLE]: 'full' }, 'push')}>
          {more.whole}
          <Kbd>O</Kbd>
        </Button>
        {mayOpen('instructions') ? (
          <ButtonLink href={`/command/instructions?to=${encodeURIComponent(checkpoint.code)}`}>
            {alerts.instructions}
          </ButtonLink>
        ) : null}
      </footer>
    </>
  )
}

const roadOf = ({ lng, lat }: CheckpointLive, network: RoadNetwork | null): string => {
  if (!network || lng === undefined || lat === undefined) return ''
  const nearest = nearestRoad(network, lng, lat)
  return nearest ? roadNameOf(network, nearest.segment) : ''
}

const Figure = ({ figure, label }: { figure: string; label: string }) => (
  <div className={styles.figure}>
    <dt className={styles.label}>{label}</dt>
    <dd className={styles.number}>{figure}</dd>
  </div>
)
