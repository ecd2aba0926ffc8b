import { type ChildProcess, fork } from 'node:child_process'
import { io, type Socket } from 'socket.io-client'
import type { EntriesAnswer } from '../../server/protocol/results'
import { anEntry } from '../../server/testing/entry-builder'
import { startServer } from '../support/server'
import { layBenchCounty } from './bench-county'
import { type Figure, median, quantile } from './figure'
import { makePlainTables, PLAIN_CONNECTIONS, writeSmallRows, writeWholeRows } from './plain-rows'

const ROUNDS = 3
const ROUND_MS = 5_000
const WARM_UP_MS = 2_000
const WRITERS = 50
const DASHBOARDS = 200

/**
 * Acknowledged entries a second: 50 writers of one entry each, in a closed loop through the real socket, against one
 * row a commit on 16 connections to the same database; then with 200 dashboards. Rounds by turns, so that a machine that
 * slows down slows both.
 */
export const benchIngest = async (): Promise<Figure[]> => {
  const server = await startServer({ demo: 'off' })
  try {
    const { sql, tokens, key } = await layBenchCounty(server, WRITERS)
    await makePlainTables(sql)
    const tablets = await Promise.all(tokens.map((token) => connect(server.url, token)))
    const rates: Record<'whole' | 'small' | 'shared' | 'watched', number[]> = {
      whole: [],
      small: [],
      shared: [],
      watched: [],
    }
    const acks: number[] = []
    await writeShared(tablets, WARM_UP_MS, [])
    for (let round = 0; round < ROUNDS; round++) {
      rates.whole.push(await writeWholeRows(sql, ROUND_MS))
      rates.small.push(await writeSmallRows(sql, ROUND_MS))
      rates.shared.push(await writeShared(tablets, ROUND_MS, acks))
    }
    const screens = await openDashboards(server.url, key)
    let bytes = 0
    for (let round = 0; round < ROUNDS; round++) {
      rates.watched.push(await writeShared(tablets, ROUND_MS, []))
      bytes = (await countOf(screens)).bytes / DASHBOARDS / (ROUND_MS / 1000)
    }
    screens.kill()
    for (const tablet of tablets) tablet.close()
    await sql.end()
    const whole = median(rates.whole)
    const small = median(rates.small)
    const shared = median(rates.shared)
    const watched = median(rates.watched)
    return [
      { name: `one entry's row a commit, ${PLAIN_CONNECTIONS} connections`, value: Math.round(whole), unit: 'rows/s' },
      {
        name: `a row of seven columns a commit, ${PLAIN_CONNECTIONS} connections`,
        value: Math.round(small),
        unit: 'rows/s',
      },
      { name: `entries, ${WRITERS} writers of one`, value: Math.round(shared), unit: 'acks/s' },
      { name: "ratio to one entry's row a commit", value: round(shared / whole), unit: '' },
      { name: 'ratio to a row of seven columns a commit', value: round(shared / small), unit: '' },
      { name: 'acknowledgement, median', value: round(median(acks)), unit: 'ms' },
      { name: 'acknowledgement, 99th percentile', value: round(quantile(acks, 0.99)), unit: 'ms' },
      { name: `entries with ${DASHBOARDS} dashboards`, value: Math.round(watched), unit: 'acks/s' },
      { name: 'ratio to none', value: round(watched / shared), unit: '' },
      { name: 'to one dashboard meanwhile', value: Math.round(bytes), unit: 'B/s' },
    ]
  } finally {
    await server.stop()
  }
}

const round = (value: number) => Math.round(value * 100) / 100

const connect = (url: string, token: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = io(`${url}/tablet`, {
      path: '/socket.io',
      transports: ['websocket'],
      forceNew: true,
      auth: { token, protocol: 1 },
    })
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })

/** Writers that each send one entry, wait for its acknowledgement, and send the next. Entries a second. */
const writeShared = async (tablets: readonly Socket[], ms: number, acks: number[]): Promise<number> => {
  const end = performance.now() + ms
  let stored = 0
  await Promise.all(
    tablets.map(async (tablet) => {
      while (performance.now() < end) {
        const sent = performance.now()
        const answer: EntriesAnswer = await tablet
          .timeout(10_000)
          .emitWithAck('entries', [anEntry({ occurredAt: new Date().toISOString() })])
        if (answer.results[0]?.status !== 'stored') throw new Error('an entry was not stored')
        acks.push(performance.now() - sent)
        stored++
      }
    }),
  )
  return stored / (ms / 1000)
}

const openDashboards = async (url: string, key: string): Promise<ChildProcess> => {
  const child = fork(new URL('./dashboards.ts', import.meta.url), [url, key, String(DASHBOARDS)], {
    execArgv: ['--import', 'tsx'],
  })
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', () => reject(new Error('the dashboards ended')))
  })
  return child
}

const countOf = (screens: ChildProcess): Promise<{ deltas: number; bytes: number }> =>
  new Promise((resolve) => {
    screens.once('message', (message) => resolve(message as { deltas: number; bytes: number }))
    screens.send({ kind: 'count' })
  })
