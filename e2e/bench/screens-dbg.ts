import { type CDPSession, chromium, type Page } from 'playwright'
import { Server } from 'socket.io'
import { zeroCounts } from '../../server/domain/counts'
import type { CheckpointLive, Delta, LiveCoverage, Snapshot } from '../../server/protocol/live'
import { launchOptions } from '../support/chromium'
import { type Figure, median, quantile } from './figure'
import { generatedPlaces, generatedStates } from './generated-roads'
import type {} from './screens-page'
import { serveBenchPage } from './serve-bench-page'

/**
 * The command room with 2,000 checkpoints, each of which changes six times a minute, and 100,000 road segments: how long
 * until the first picture, the frames and the main thread's share while it stands, is scrolled, dragged and zoomed.
 */

const CHECKPOINTS = 2_000
const SEGMENTS = 100_000
/** As the server sends: at most five a second. */
const DELTA_MS = 250
const CHANGES_A_MINUTE = 6
const A_DELTA = Math.round((CHECKPOINTS * CHANGES_A_MINUTE * DELTA_MS) / 60_000)
/** Of the changes so many are another state. */
const STATE_SHARE = 0.1
const STATES = ['reporting', 'quiet', 'offline', 'unstaffed', 'alarm'] as const
const VIEW = { width: 1440, height: 900 }
const WATCH_MS = 10_000
const STUTTER_MS = 50

export const benchScreens = async (): Promise<Figure[]> => {
  const page = await serveBenchPage('e2e/bench/screens-page.tsx')
  const feed = feedScreens(page.server)
  const browser = await chromium.launch(launchOptions)
  try {
    const screen = await browser.newPage({ viewport: VIEW })
    await screen.goto(`${page.address}/?segments=${SEGMENTS}`)
    const first = await untilPainted(screen); process.stderr.write(`first ${first}\n`)
    const session = await screen.context().newCDPSession(screen)
    await session.send('Performance.enable')
    await screen.waitForTimeout(3_000)
    feed.start()
    await screen.waitForTimeout(3_000)
    const still = await watched(screen, session, () => screen.waitForTimeout(WATCH_MS))
    const scrolled = await watched(screen, session, () => scrollAbout(screen))
    const dragged = await watched(screen, session, () => dragAbout(screen))
    const zoomed = await watched(screen, session, () => zoomAbout(screen))
    const what = `${CHECKPOINTS} checkpoints`
    return [
      { name: `screens, ${what}, ${SEGMENTS} segments: first picture`, value: rounded(first), unit: 'ms' },
      ...figuresOf(`screens, ${what}, standing`, still),
      ...figuresOf(`screens, ${what}, list scrolled`, scrolled),
      ...figuresOf(`screens, ${what}, map dragged`, dragged),
      ...figuresOf(`screens, ${what}, map zoomed`, zoomed),
      { name: 'screens: changes sent a second', value: rounded(feed.perSecond()), unit: '' },
    ]
  } finally {
    feed.stop()
    await browser.close()
    await page.close()
  }
}

interface Watched {
  frames: number[]
  /** Share of the time that the main thread was busy. */
  busy: number
}

const watched = async (page: Page, session: CDPSession, act: () => Promise<void>): Promise<Watched> => {
  const before = await taskSeconds(session)
  const began = performance.now()
  await page.evaluate(() => window.screensBench?.record())
  await act()
  const frames = await page.evaluate(() => window.screensBench?.frames() ?? [])
  process.stderr.write(`${new Date().toISOString()} frames ${frames.length} median ${median(frames)} p95 ${quantile(frames, 0.95)} max ${quantile(frames, 1)} over50 ${frames.filter((f) => f > 51).length}\n`)
  const busy = (1000 * ((await taskSeconds(session)) - before)) / (performance.now() - began)
  return { frames, busy }
}

const taskSeconds = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}

const untilPainted = async (page: Page): Promise<number> => {
  const painted = await page.waitForFunction(
    () =>
      document.querySelector('[data-waiting="0"]') && document.querySelectorAll('[data-marker]').length > 0
        ? performance.now()
        : null,
    null,
    { timeout: 60_000, polling: 'raf' },
  )
  return (await painted.jsonValue()) ?? 0
}

const scrollAbout = async (page: Page): Promise<void> => {
  await page.getByRole('listbox').hover()
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, turn < 25 ? 900 : -900)
    await page.waitForTimeout(120)
  }
}

const dragAbout = async (page: Page): Promise<void> => {
  for (const [dx, dy] of [
    [-300, -60],
    [320, 160],
    [-200, 120],
    [180, -220],
  ] as const) {
    await page.mouse.move(900, 500)
    await page.mouse.down()
    await page.mouse.move(900 + dx, 500 + dy, { steps: 40 })
    await page.mouse.up()
    await page.waitForTimeout(250)
  }
}

const zoomAbout = async (page: Page): Promise<void> => {
  await page.mouse.move(900, 500)
  for (const direction of [-100, -100, 100, 100]) {
    await page.mouse.wheel(0, direction)
    await page.waitForTimeout(1_200)
  }
}

const figuresOf = (name: string, { frames, busy }: Watched): Figure[] => [
  { name: `${name}: median frame`, value: rounded(median(frames)), unit: 'ms' },
  { name: `${name}: 95th of 100 frames`, value: rounded(quantile(frames, 0.95)), unit: 'ms' },
  { name: `${name}: longest frame`, value: rounded(quantile(frames, 1)), unit: 'ms' },
  {
    name: `${name}: frames over ${STUTTER_MS} ms`,
    value: rounded((100 * frames.filter((frame) => frame > STUTTER_MS + 1).length) / Math.max(1, frames.length)),
    unit: '%',
  },
  { name: `${name}: main thread`, value: rounded(100 * busy), unit: '%' },
]

const rounded = (value: number): number => Math.round(value * 10) / 10

type Segments = LiveCoverage['segments']

const mutable = ({ exposed, lapsed, unreachable }: ReturnType<typeof generatedStates>): Segments => ({
  exposed: [...exposed] as Segments['exposed'],
  lapsed: [...lapsed] as Segments['lapsed'],
  unreachable: [...unreachable] as Segments['unreachable'],
})

/** A server of the live socket: a snapshot, then deltas as ours sends them. */
const feedScreens = (http: ConstructorParameters<typeof Server>[0]) => {
  const io = new Server(http, { transports: ['websocket'], serveClient: false })
  const at = () => new Date().toISOString()
  const checkpoints = generatedPlaces(CHECKPOINTS, 11).map(({ name, lng, lat }, index): CheckpointLive => {
    const code = `K${String(index + 1).padStart(4, '0')}`
    return {
      code,
      name: `${name}卡口`,
      lng,
      lat,
      state: STATES[index % 20 === 0 ? 2 + (index % 3) : index % 2] ?? 'quiet',
      at: at(),
      today: { ...zeroCounts(), vehiclesIn: index % 400, people: index % 900 },
      hour: zeroCounts(),
      pendingOnTablets: 0,
      seenAt: at(),
    }
  })
  const coverage: LiveCoverage = {
    version: '1',
    network: 'bench',
    crossings: [],
    segments: mutable(generatedStates(SEGMENTS)),
  }
  let version = 0
  let sent = 0
  let began = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const live = io.of('/live')
  live.on('connection', (socket) => {
    socket.on('subscribe', (_scope: unknown, ack: (snapshot: Snapshot) => void) => {
      ack({ version: String(version), at: at(), checkpoints, alerts: [], closures: [], coverage })
    })
  })
  const beat = () => {
    const since = String(version)
    version++
    const changed = Array.from({ length: A_DELTA }, (_, index) => {
      const one = checkpoints[(version * A_DELTA + index) % CHECKPOINTS] as CheckpointLive
      one.today = { ...one.today, vehiclesIn: one.today.vehiclesIn + 1, people: one.today.people + 2 }
      if (index < A_DELTA * STATE_SHARE) one.state = STATES[(version + index) % STATES.length] ?? 'quiet'
      one.at = at()
      return { code: one.code, state: one.state, at: one.at, today: one.today, hour: one.today }
    })
    sent += changed.length
    const delta: Delta = { version: String(version), since, checkpoints: changed }
    live.emit('delta', delta)
  }
  return {
    start: () => {
      began = performance.now()
      timer = setInterval(beat, DELTA_MS)
    },
    perSecond: () => (sent * 1000) / (performance.now() - began),
    stop: () => {
      clearInterval(timer)
      void io.close()
    },
  }
}
