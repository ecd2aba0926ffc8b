import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Item } from '#domain/checkpoints/item'
import type { Entry } from '#domain/entries/entry'
import { memoryOutbox } from './memory-outbox'

const occurredAt = '2026-11-23T06:00:00Z'
const entry = (id: string): Entry => ({
  id,
  direction: 'in',
  vehicle: null,
  people: [],
  headcount: 1,
  disposition: 'release',
  occurredAt,
})
const queue = (id: string): Item => ({ kind: 'queue', id, occurredAt, vehicles: 3 })

test('entries and items are one queue and one numbering, and each message is of one kind', async () => {
  const outbox = memoryOutbox(
    () => 'new',
    () => 0,
  )
  await outbox.save(entry('a'))
  await outbox.save(entry('b'))
  await outbox.saveItem(queue('q'))
  await outbox.save(entry('c'))
  const sent: string[] = []
  for (let round = 0; round < 4; round++) {
    const { kind, made } = await outbox.next(50, 0)
    sent.push(`${kind} ${made.map(({ id, seq }) => `${id}${seq}`).join(' ')}`.trim())
    await outbox.settle(
      made.map(({ id }) => ({ id, kind: 'acknowledged' as const })),
      'epoch',
      0,
    )
  }
  assert.deepEqual(sent, ['entry a1 b2', 'item q3', 'entry c4', 'entry'])
  assert.deepEqual(
    (await outbox.recent(9)).map(({ entry: { id } }) => id),
    ['c', 'b', 'a'],
    'items are no passages',
  )
})

test('a refused item is shown apart and can be sent once more', async () => {
  const outbox = memoryOutbox(
    () => 'new',
    () => 0,
  )
  await outbox.saveItem(queue('q'))
  await outbox.settle([{ id: 'q', kind: 'to-correct', errors: [] }], 'epoch', 0)
  assert.deepEqual(
    (await outbox.itemsToCorrect()).map(({ item }) => item.id),
    ['q'],
  )
  assert.deepEqual(await outbox.toCorrect(), [])
  assert.equal((await outbox.unsent('item')).items.length, 1)
  await outbox.retryItem('q')
  assert.equal((await outbox.tally()).waiting, 1)
})

test('a refused entry is given up: what is left of it and its end go out together, in its place and behind the last', async () => {
  const outbox = memoryOutbox(
    () => 'new',
    () => 5,
  )
  await outbox.save(entry('a'), { hold: { dueAt: 1 } })
  await outbox.save(entry('b'))
  const left = { ...entry('a'), note: 'left' }
  const voiding = { ...left, id: 'v', amends: 'a', void: { reason: 'mistake' } }
  await assert.rejects(outbox.giveUp(left, voiding), /not one to correct/, 'it may be stored yet')
  await outbox.settle([{ id: 'a', kind: 'to-correct', errors: [] }], 'epoch', 0)
  assert.equal((await outbox.giveUp(left, voiding)).seq, 3)
  const { made } = await outbox.next(50, 0)
  assert.deepEqual(
    made.map(({ id, seq }) => `${id}${seq}`),
    ['a1', 'b2', 'v3'],
  )
  assert.deepEqual(await outbox.toCorrect(), [])
  assert.deepEqual(await outbox.holds(), [], 'nobody waits for its recheck')
  assert.equal((await outbox.find('v'))?.mark.root, 'a')
})

test('a correction that is given up is a passage of its own, and whoever waited waits on', async () => {
  const outbox = memoryOutbox(
    () => 'new',
    () => 5,
  )
  await outbox.save(entry('a'), { hold: { dueAt: 1 } })
  await outbox.save({ ...entry('c'), amends: 'a' }, { hold: null })
  await outbox.settle([{ id: 'c', kind: 'to-correct', errors: [] }], 'epoch', 0)
  const left = entry('c')
  await outbox.giveUp(left, { ...left, id: 'v', amends: 'c', void: { reason: 'mistake' } }, { root: 'a', dueAt: 5 })
  assert.equal((await outbox.find('c'))?.mark.root, 'c')
  assert.deepEqual(await outbox.holds(), [{ root: 'a', dueAt: 5 }])
})
