/**
 * What one entry costs the server before the database: `node --import tsx server/protocol/read-entry.bench.ts`.
 * Prints microseconds an entry, the best and the middle of several rounds, each on parsed JSON of its own.
 */
import { checkEntry } from '#domain/entries/check-entry'
import { countEntry } from '#domain/entries/counts'
import { entryContent } from '#domain/entries/entry-content'
import { DEFAULT_THRESHOLDS } from '#domain/entries/thresholds'
import { Entry } from './entry'
import { quickReader } from './quick-reader'
import { type ReadEntry, readEntry } from './read-entry'

const at = '2026-11-25T06:30:12.345+08:00'

/** A car with two people, the standard form: what most lanes send most of the time. */
const typical = (index: number) => ({
  id: `019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  seq: index + 1,
  pairing: '019a0000-0000-7000-8000-00000000000a',
  lane: '1',
  direction: 'in',
  vehicle: { plate: '浙E3K7P2', plateType: '02', kind: 'car' },
  people: [
    {
      readings: [{ celsius: 36.5, site: 'forehead', at }],
      name: '测试甲',
      idNumber: '11010519491231002X',
      phone: '13800000000',
      origin: '330523',
    },
    { readings: [{ celsius: 36.7, site: 'forehead', at }] },
  ],
  headcount: 2,
  origin: '330500',
  destination: '递铺街道',
  purpose: 'commuting',
  disposition: 'release',
  hits: [],
  policy: '12',
  formMs: 8200,
  occurredAt: at,
  clockOffsetMs: -120,
})

const COUNT = 2_000
const ROUNDS = 30
const json = JSON.stringify(Array.from({ length: COUNT }, (_, index) => typical(index)))

const measure = (name: string, work: (raws: Record<string, unknown>[]) => number): void => {
  const rounds: number[] = []
  let kept = 0
  for (let round = 0; round < ROUNDS; round++) {
    const raws = JSON.parse(json) as Record<string, unknown>[]
    const start = performance.now()
    kept += work(raws)
    rounds.push(((performance.now() - start) * 1000) / COUNT)
  }
  rounds.sort((a, b) => a - b)
  const [best = 0, middle = 0] = [rounds[0], rounds[ROUNDS >> 1]]
  process.stdout.write(`${name.padEnd(32)} best ${best.toFixed(2)} us, middle ${middle.toFixed(2)} us (${kept})\n`)
}

const entryOf = (read: ReadEntry) => {
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  return read.entry
}
const sum = (raws: Record<string, unknown>[], one: (raw: Record<string, unknown>) => number): number => {
  let total = 0
  for (const raw of raws) total += one(raw)
  return total
}

process.stdout.write(`${Math.round(json.length / COUNT)} characters an entry\n`)
const entries = (JSON.parse(json) as unknown[]).map((raw) => entryOf(readEntry(raw)))
measure('Entry.parse (shape)', (raws) => sum(raws, (raw) => Entry.parse(raw).headcount))
const readQuickly = quickReader(Entry)
measure('quickReader(Entry)', (raws) => sum(raws, (raw) => (readQuickly(raw) as { headcount: number }).headcount))
measure('checkEntry', () => entries.reduce((total, entry) => total + checkEntry(entry).length, 0))
measure('readEntry', (raws) => sum(raws, (raw) => entryOf(readEntry(raw)).headcount))
measure('entryContent', (raws) => sum(raws, (raw) => entryContent(raw).length))
measure('JSON.stringify, to compare', (raws) => sum(raws, (raw) => JSON.stringify(raw).length))
measure('countEntry', () =>
  entries.reduce((total, entry) => total + (countEntry(entry, DEFAULT_THRESHOLDS)[2] ?? 0), 0),
)
measure('readEntry + content + count', (raws) =>
  sum(raws, (raw) => {
    const entry = entryOf(readEntry(raw))
    return entryContent(raw).length + (countEntry(entry, DEFAULT_THRESHOLDS)[2] ?? 0)
  }),
)
