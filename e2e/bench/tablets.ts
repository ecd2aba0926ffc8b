/**
 * A process of its own that plays many tablets: `tablets.ts URL`. By message: `{tokens}` connects them; `{ms, batch}`
 * writes in a closed loop (each sends a batch, waits for its acknowledgement and sends the next); with `{rate}` too, so
 * many entries a second whatever comes back, as traffic does; `{each, batch}` has every tablet hand in so many, as after an
 * outage. Delays count from when a batch was due.
 */
import { randomUUID } from 'node:crypto'
import { anEntry } from '../../server/testing/entry-builder'
import { type BareSocket, openBareSocket } from './bare-socket'

export type TabletsAsk =
  | { tokens: string[] }
  | { ms: number; batch: number; rate?: number }
  | { each: number; batch: number }
export interface TabletsAnswer {
  /** Acknowledged entries a second. */
  rate: number
  /** Batches that were told to come again. */
  busy: number
  /** Of each acknowledgement, ms. */
  delays: number[]
}

interface Tablet {
  socket: BareSocket
  number: number
  /** When the batches that are out were due, by number. */
  out: Map<number, number>
  /** Entries that it has still to hand in; without end where a run lasts for a time. */
  left: number
}

const [url] = process.argv.slice(2)
if (url === undefined) throw new Error('usage: tablets.ts URL')

const STORED = '"status":"stored"'
const BUSY = '"busy":true'
const RETRY = /"retryAfterMs":(\d+)/
const BEAT_MS = 2
/** What is out at the end of a run is waited for so long. */
const LAST_MS = 60_000
/** What is handed in after an outage takes no longer. */
const SURGE_MS = 600_000

const tablets: Tablet[] = []
let run = { batch: 1, end: 0, isOpen: false, stored: 0, busy: 0, waiting: 0, delays: [] as number[], done: () => {} }

const fail = (error: Error): never => {
  throw error
}

const connect = (token: string): Promise<Tablet> =>
  new Promise((resolve, reject) => {
    const opened: Promise<BareSocket> = openBareSocket(url, '/socket.io/?EIO=4&transport=websocket', hear, fail)
    opened.then(({ send }) => send(`40/tablet,${JSON.stringify({ token, protocol: 1 })}`), reject)
    let tablet: Tablet | null = null
    function hear(text: string): void {
      if (text === '2') tablet?.socket.send('3')
      else if (text.startsWith('43/tablet,') && tablet !== null) answered(tablet, text)
      else if (text.startsWith('44/tablet,')) reject(new Error(text))
      else if (text.startsWith('40/tablet,')) {
        opened.then((socket) => {
          tablet = { socket, number: 0, out: new Map(), left: Number.POSITIVE_INFINITY }
          resolve(tablet)
        }, reject)
      }
    }
  })

/** Ids as our own clients make them: time first (RFC 9562, version 7). */
const newId = (): string => {
  const ms = Date.now().toString(16).padStart(12, '0')
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${randomUUID().slice(15)}`
}

const ID_CHARACTERS = 36

/** A batch as JSON. All but the id is the same in each. */
const entriesJson = (batch: number): string => {
  const first = JSON.stringify(anEntry({ id: newId(), occurredAt: new Date().toISOString() }))
  const at = first.indexOf('"id":"') + 6
  let json = first
  for (let more = 1; more < batch; more++) {
    json += `,${first.slice(0, at)}${newId()}${first.slice(at + ID_CHARACTERS)}`
  }
  return json
}

const ask = (tablet: Tablet, dueAt: number): void => {
  tablet.number++
  tablet.out.set(tablet.number, dueAt)
  run.waiting++
  tablet.socket.send(`42/tablet,${tablet.number}["entries",[${entriesJson(run.batch)}]]`)
}

/** What the server asked for and up to half of it more, as the product's outbox waits. */
const retryMsOf = (busy: string): number => Number(RETRY.exec(busy)?.[1] ?? 1_000) * (1 + Math.random() / 2)

const answered = (tablet: Tablet, text: string): void => {
  const now = performance.now()
  const number = Number.parseInt(text.slice('43/tablet,'.length), 10)
  const dueAt = tablet.out.get(number) ?? fail(new Error('answered what was not asked'))
  tablet.out.delete(number)
  run.waiting--
  const stored = text.split(STORED).length - 1
  if (stored === run.batch) {
    run.stored += stored
    tablet.left -= stored
    run.delays.push(now - dueAt)
  } else if (text.includes(BUSY)) run.busy++
  else fail(new Error(`an entry was not stored: ${text.slice(0, 200)}`))
  if (now >= run.end || tablet.left <= 0) {
    if (run.waiting === 0) run.done()
  } else if (!run.isOpen) {
    if (stored === run.batch) ask(tablet, now)
    else {
      run.waiting++
      setTimeout(() => {
        run.waiting--
        ask(tablet, performance.now())
      }, retryMsOf(text))
    }
  }
}

/** So many batches a second, by turns, on time whatever comes back. */
const keepRate = (perSecond: number): void => {
  const began = performance.now()
  let sent = 0
  const beat = setInterval(() => {
    const now = Math.min(performance.now(), run.end)
    for (; sent < ((now - began) * perSecond) / 1000; sent++) {
      const tablet = tablets[sent % tablets.length] ?? fail(new Error('there are no tablets'))
      ask(tablet, began + (sent * 1000) / perSecond)
    }
    if (now >= run.end) {
      clearInterval(beat)
      if (run.waiting === 0) run.done()
    }
  }, BEAT_MS)
}

const write = async (
  ms: number,
  batch: number,
  rate?: number,
  each = Number.POSITIVE_INFINITY,
): Promise<TabletsAnswer> => {
  const began = performance.now()
  const finished = new Promise<void>((resolve, reject) => {
    run = {
      batch,
      end: began + ms,
      isOpen: rate !== undefined,
      stored: 0,
      busy: 0,
      waiting: 0,
      delays: [],
      done: resolve,
    }
    setTimeout(() => reject(new Error('acknowledgements are missing')), ms + LAST_MS).unref()
  })
  for (const tablet of tablets) tablet.left = each
  if (rate === undefined) for (const tablet of tablets) ask(tablet, performance.now())
  else keepRate(rate / batch)
  await finished
  const seconds = (performance.now() - began) / 1000
  return { rate: run.stored / seconds, busy: run.busy, delays: run.delays }
}

process.on('message', (question: TabletsAsk) => {
  const answer = async (): Promise<TabletsAnswer> => {
    if ('ms' in question) return write(question.ms, question.batch, question.rate)
    if ('each' in question) return write(SURGE_MS, question.batch, undefined, question.each)
    tablets.push(...(await Promise.all(question.tokens.map(connect))))
    return { rate: 0, busy: 0, delays: [] }
  }
  answer().then((answered) => process.send?.(answered), fail)
})
process.on('disconnect', () => process.exit(0))
process.send?.({ rate: 0, busy: 0, delays: [] })
