import assert from 'node:assert/strict'
import { it } from 'node:test'
import { type Device, filtered, isLow, standingOf } from './device'

const now = Date.parse('2026-11-23T06:06:00Z')
const device = (over: Partial<Device> = {}): Device => ({
  id: 'd',
  name: 'PAD-017',
  checkpoint: { code: 'K0331-01', name: '吉口卡口' },
  pairedAt: '2026-11-20T00:00:00Z',
  lastSeenAt: '2026-11-23T06:05:50Z',
  version: null,
  pending: 0,
  battery: 80,
  state: 'active',
  ...over,
})

it('a tablet is offline after two minutes of silence, or if it never spoke', () => {
  assert.equal(standingOf(device(), now), 'active')
  assert.equal(standingOf(device({ lastSeenAt: '2026-11-23T06:04:00Z' }), now), 'offline')
  assert.equal(standingOf(device({ lastSeenAt: null }), now), 'offline')
  assert.equal(standingOf(device({ state: 'lost' }), now), 'lost')
})

it('a battery is low under 20 percent, of tablets in use alone', () => {
  assert.equal(isLow(device({ battery: 19 })), true)
  assert.equal(isLow(device({ battery: 20 })), false)
  assert.equal(isLow(device({ battery: 5, state: 'retired' })), false)
  assert.equal(isLow(device({ battery: null })), false)
})

it('the list is narrowed by what it is and by name or checkpoint', () => {
  const all = [
    device(),
    device({ id: 'e', name: 'PAD-022', checkpoint: { code: 'K2', name: '枫岭卡口' }, state: 'retired' }),
  ]
  assert.deepEqual(filtered(all, 'all', '', now).length, 2)
  assert.deepEqual(
    filtered(all, 'retired', '', now).map(({ id }) => id),
    ['e'],
  )
  assert.deepEqual(
    filtered(all, 'all', '枫岭', now).map(({ id }) => id),
    ['e'],
  )
  assert.deepEqual(
    filtered(all, 'all', 'ｐａｄ-017', now).map(({ id }) => id),
    ['d'],
  )
})
