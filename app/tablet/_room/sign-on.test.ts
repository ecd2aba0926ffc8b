import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Roster } from '#protocol/roster'
import { isPinOf, listedAs } from './sign-on'

const roster: Roster = {
  version: '1',
  checkpoint: 'K01',
  digest: { algorithm: 'argon2id', salt: 'c2FsdA', memoryKiB: 8, iterations: 1, parallelism: 1, hashBytes: 16 },
  crews: [],
  staff: [
    { id: 'a', name: '王建国', agency: '派出所', pin: 'digest of pin:a:4071' },
    { id: 'b', name: '李敏', agency: '卫生院', pin: null },
    { id: 'c', name: '李敏', agency: '交通局', pin: 'digest of pin:c:4071' },
  ],
}
const digest = async (name: string) => `digest of ${name}`

test('a PIN is that of one person alone, and whoever has none has no PIN that fits', async () => {
  const [a, b, c] = roster.staff
  assert.ok(a && b && c)
  assert.equal(await isPinOf(roster, a, '4071', digest), true)
  assert.equal(await isPinOf(roster, a, '4072', digest), false)
  assert.equal(await isPinOf(roster, c, '4071', digest), true)
  assert.equal(await isPinOf(roster, b, '4071', digest), false)
})

test('who is on duty is found by id, or by a name that nobody else has', () => {
  assert.equal(listedAs(roster, { name: '王建国' })?.id, 'a')
  assert.equal(listedAs(roster, { name: '李敏' }), null)
  assert.equal(listedAs(roster, { name: '李敏', staff: 'c' })?.id, 'c')
  assert.equal(listedAs(roster, { name: '赵强' }), null)
  assert.equal(listedAs(null, { name: '王建国' }), null)
})
