import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_THRESHOLDS } from '#domain/entries/thresholds'
import { rowText } from '../../db/stores/entry-rows'
import { keyedDigest } from './content-digest'
import type { DeviceSource } from './entry-source'
import { prepareEntry } from './prepare-entry'

const pairing = { id: '019a0000-0000-7000-8000-00000000000a', checkpointId: 1 }
const source: DeviceSource = {
  kind: 'device',
  id: '019a0000-0000-7000-8000-00000000000d',
  retired: false,
  current: pairing,
  pairings: new Map([[pairing.id, pairing]]),
}
const prepared = (changes: Record<string, unknown>) => {
  const raw = {
    id: '019a0000-0000-7000-8000-000000000001',
    direction: 'in',
    vehicle: null,
    people: [],
    headcount: 1,
    disposition: 'release',
    occurredAt: '2026-11-25T06:30:00Z',
    ...changes,
  }
  const entry = prepareEntry(raw, source, {
    nowMs: Date.UTC(2026, 10, 25, 6, 31),
    digest: keyedDigest(Buffer.alloc(32)),
    thresholds: () => DEFAULT_THRESHOLDS,
    foreignPairings: new Set(),
    seal: (body) => ({ body }),
  })
  if (entry.verdict !== null) assert.fail(JSON.stringify(entry.verdict))
  return entry.row
}

test('every time that is taken has a row, whatever the host’s parser says to it', () => {
  for (const [occurredAt, utc] of [
    ['2026-11-25T06:30:00,5Z', '2026-11-25T06:30:00.500Z'],
    ['2026-11-25T14:30+0800', '2026-11-25T06:30:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2026-11-24T24:00:00Z', '2026-11-25T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ]) {
    assert.equal(prepared({ occurredAt }).occurred_at, utc, occurredAt)
  }
})

test('a form that was open for a year fits its column', () => {
  assert.equal(prepared({ formMs: 365 * 86_400_000 }).form_ms, 2_147_483_647)
  assert.equal(prepared({ formMs: 8200 }).form_ms, 8200)
  assert.equal(prepared({}).form_ms, null)
})

test('a row is JSON whatever was typed, without what is not there', () => {
  const typed = ['"', '\\', '\n', '浙A·1', '{}],'].join('')
  const vehicle = { plate: '浙E3K7P2', plateType: '02', kind: 'car' }
  const row = { ...prepared({ vehicle, policy: typed, seq: 7, formMs: 8200 }), plate: typed }
  const { adds, body, ...rest } = JSON.parse(rowText(row))
  assert.equal(adds, `{${row.adds}}`)
  assert.deepEqual(body, JSON.parse(row.body))
  assert.equal(body.policy, typed)
  const { adds: _, body: __, ...fields } = row
  assert.deepEqual(rest, Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)))

  const bare = JSON.parse(rowText(prepared({})))
  assert.ok(!('plate' in bare || 'policy' in bare || 'amends' in bare))
  const personal = JSON.parse(rowText({ ...row, sealed: 'ab', marks: ['01', '02'] }))
  assert.deepEqual([personal.sealed, personal.marks], ['ab', '{01,02}'])
})
