/**
 * A process of its own that plays many tablets: `tablets.ts URL BATCH`, then by message `{tokens}` to connect and
 * `{ms}` to write in a closed loop: each tablet sends a batch, waits for its acknowledgement and sends the next.
 */
import { randomUUID } from 'node:crypto'
import { anEntry } from '../../server/testing/entry-builder'
import { type BareSocket, openBareSocket } from './bare-socket'

const [url, batchText] = process.argv.slice(2)
if (url === undefined || batchText === undefined) throw new Error('usage: tablets.ts URL BATCH')
const BATCH = Number(batchText)

interface Tablet {
  socket: BareSocket
  number: number
  sentAt: number
}

let tablets: Tablet[] = []
let end = 0
let stored = 0
let busy = 0
let waiting = 0
let delays: number[] = []
let done = () => {}

const STORED = '"status":"stored"'
const RETRY_MS = 50

const fail = (error: Error): never => {
  throw error
}

const connect = (token: string): Promise<Tablet> =>
  new Promise((resolve, reject) => {
    let tablet: Tablet | null = null
    const hear = (text: string) => {
      if (text === '2') tablet?.socket.send('3')
      else if (text.startsWith('43/tablet,')) answered(tablet ?? fail(new Error('answered before it asked')), text)
      else if (text.startsWith('0')) queueMicrotask(() => opened.then(({ send }) => send(hello), reject))
      else if (text.startsWith('40/tablet,')) {
        opened.then((socket) => {
          tablet = { socket, number: 0, sentAt: 0 }
          resolve(tablet)
        }, reject)
      } else if (text.startsWith('44/tablet,')) reject(new Error(text))
    }
    const hello = `40/tablet,${JSON.stringify({ token, protocol: 1 })}`
    const opened = openBareSocket(url, '/socket.io/?EIO=4&transport=websocket', hear, fail)
  })

const ask = (tablet: Tablet): void => {
  const now = new Date().toISOString()
  const first = JSON.stringify(anEntry({ occurredAt: now }))
  let entries = first
  for (let more = 1; more < BATCH; more++) entries += `,${first.slice(0, 7)}${randomUUID()}${first.slice(43)}`
  tablet.number++
  tablet.sentAt = performance.now()
  waiting++
  tablet.socket.send(`42/tablet,${tablet.number}["entries",[${entries}]]`)
}

const answered = (tablet: Tablet, text: string): void => {
  waiting--
  const now = performance.now()
  const kept = text.split(STORED).length - 1
  if (kept === BATCH) {
    stored += kept
    delays.push(now - tablet.sentAt)
  } else if (text.includes('"busy":true')) busy++
  else throw new Error(`an entry was not stored: ${text.slice(0, 200)}`)
  if (now >= end) {
    if (waiting === 0) done()
  } else if (kept === BATCH) ask(tablet)
  else setTimeout(() => (performance.now() < end ? ask(tablet) : waiting === 0 && done()), RETRY_MS)
}

const write = async (ms: number): Promise<void> => {
  stored = 0
  busy = 0
  delays = []
  const began = performance.now()
  end = began + ms
  const finished = new Promise<void>((resolve) => {
    done = resolve
  })
  for (const tablet of tablets) ask(tablet)
  await finished
  const seconds = (performance.now() - began) / 1000
  process.send?.({ kind: 'wrote', rate: stored / seconds, busy, delays })
}

process.on('message', (message: { tokens: string[] } | { ms: number }) => {
  if ('ms' in message) void write(message.ms)
  else {
    Promise.all(message.tokens.map(connect)).then((all) => {
      tablets = all
      process.send?.({ kind: 'ready' })
    }, fail)
  }
})
process.on('disconnect', () => process.exit(0))
