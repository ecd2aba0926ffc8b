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
