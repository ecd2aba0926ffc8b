/** Whatever a clock begins on every server: who sees to it that it happens once is said here, or the timer is not begun. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

/**
 * own: each server does it for itself, on its own memory or with rows of its own;
 * firing: a row unique by kind, subject and due time (fires-once.test, each kind);
 * lock: of the database, taken for the transaction (housekeeping, audit, partitions, the demo);
 * lease: a row is taken by one, and given back if that one dies (webhook-sender.test, push-sender.test);
 * again: done twice it is as done once (rows are deleted by age, or put as they are).
 */
type Once = 'own' | 'firing' | 'lock' | 'lease' | 'again'

const TIMERS: Record<string, readonly Once[]> = {
  'alerts/alert-engine.ts': ['again'],
  'alerts/signs.ts': ['own'],
  'audit-trail/audit-sealer.ts': ['lock', 'lock'],
  'counts/count-notices.ts': ['own'],
  'demo/demo-service.ts': ['lock'],
  'demo/player.ts': ['own'],
  'entries/plate-book.ts': ['own', 'again'],
  'live/heard-notices.ts': ['own'],
  'live/heartbeats.ts': ['own'],
  'live/peers.ts': ['own'],
  'outside/teller.ts': ['again'],
  'persons/housekeeping.ts': ['lock'],
  'process/redis-join.ts': ['own'],
  'replay/state-book.ts': ['again'],
  'services.ts': ['own', 'own', 'lock'],
}

/** Those who take their rounds from `rounds.ts`. */
const ROUNDS: Record<string, Once> = {
  'alerts/alert-engine.ts': 'firing',
  'outside/teller.ts': 'lease',
}

const FOLDER = import.meta.dirname
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('testing'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(FOLDER, path), 'utf8') }))

const found = (pattern: RegExp): Record<string, number> =>
  Object.fromEntries(
    sources
      .map(({ path, text }) => [path, [...text.matchAll(pattern)].length] as const)
      .filter(([, times]) => times > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

test('every timer is on the list of how it happens once on several servers', () => {
  const { 'rounds.ts': rounds, ...timers } = found(/\b#?clock\.every\(/g)
  assert.equal(rounds, 1)
  assert.deepEqual(timers, Object.fromEntries(Object.entries(TIMERS).map(([path, once]) => [path, once.length])))
  assert.deepEqual(
    Object.keys(found(/new Rounds\(/g)),
    Object.keys(ROUNDS),
    'whoever goes by rounds is on the list of rounds',
  )
})

test('what takes a lock of the database takes it', () => {
  const locked = new Set(Object.keys(found(/pg_(?:try_)?advisory_(?:xact_)?lock\(/g)))
  const helped: Record<string, RegExp> = { 'demo/demo-service.ts': /demo-lock/, 'services.ts': /makePartitions/ }
  for (const [path, once] of Object.entries(TIMERS).filter(([, once]) => once.includes('lock'))) {
    const text = sources.find((source) => source.path === path)?.text ?? ''
    assert.ok(locked.has(path) || helped[path]?.test(text), `${path}: ${once}`)
  }
})
