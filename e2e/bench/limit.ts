/**
 * The practical limit: the smallest program on this stack that shares commits and does nothing else (no checks, digest,
 * counters, alerts, scope). `limit.ts DATABASE_URL`; answers as a server does, on `/tablet` and `/live`. What it reaches
 * on this machine is what there is to reach.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { Server } from 'socket.io'

const [databaseUrl] = process.argv.slice(2)
if (databaseUrl === undefined) throw new Error('usage: limit.ts DATABASE_URL')

const MAX_IN_FLIGHT = 2
const MAX_ROWS = 500
/** As often as a dashboard is told anything at most. */
const TICK_MS = 205

interface Sent {
  id: string
  occurredAt: string
  direction: string
  headcount: number
}
interface Job {
  entries: Sent[]
  ack(answer: unknown): void
}

const sql = postgres(databaseUrl, { max: MAX_IN_FLIGHT, onnotice: () => {} })
await sql`drop table if exists bench_limit`
await sql`
  create table bench_limit (id uuid primary key, checkpoint int, device uuid, at timestamptz, direction text,
    people int, body json)`
await sql`create index on bench_limit (checkpoint, at)`

const waiting: Job[] = []
let inFlight = 0
let pumping = false
let people = 0

const INSERT = `
  insert into bench_limit
  select id, 1, null, "occurredAt", direction, headcount, body
  from json_to_recordset($1::text::json) as row(id uuid, "occurredAt" timestamptz, direction text, headcount int, body json)
  on conflict do nothing`

const flush = async (jobs: Job[]): Promise<void> => {
  const rows = jobs.flatMap(({ entries }) => entries.map((entry) => ({ ...entry, body: entry })))
  await sql.unsafe(INSERT, [JSON.stringify(rows)], { prepare: true })
  for (const { entries, ack } of jobs) {
    ack({ results: entries.map(({ id }) => ({ id, status: 'stored' })), epoch: 'limit' })
  }
  people += rows.length
  tell()
}

const pump = (): void => {
  if (pumping || inFlight >= MAX_IN_FLIGHT || waiting.length === 0) return
  pumping = true
  setImmediate(() => {
    pumping = false
    let rows = 0
    let count = 0
    for (const { entries } of waiting) {
      if (count > 0 && rows + entries.length > MAX_ROWS) break
      rows += entries.length
      count++
    }
    inFlight++
    const jobs = waiting.splice(0, count)
    flush(jobs).then(
      () => {
        inFlight--
        pump()
      },
      (error) => {
        throw error
      },
    )
  })
}

const http = createServer()
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })

io.of('/tablet').on('connection', (socket) => {
  socket.on('entries', (entries: Sent[], ack: Job['ack']) => {
    waiting.push({ entries, ack })
    pump()
  })
})

const live = io.of('/live')
live.on('connection', (socket) => {
  socket.on('subscribe', (_: unknown, ack: (answer: unknown) => void) => ack({ version: '0', checkpoints: [] }))
})

let lastMs = 0
let ticking = false
const tell = (): void => {
  if (ticking) return
  ticking = true
  setTimeout(
    () => {
      ticking = false
      lastMs = performance.now()
      live.emit('delta', { version: '1', since: '0', checkpoints: [{ code: 'BENCH', today: { people } }] })
    },
    Math.max(0, lastMs + TICK_MS - performance.now()),
  )
}

http.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }))
process.on('disconnect', () => process.exit(0))
