import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryOutbox } from './memory-outbox'
import { offerAboveSeq, offerUnderEpoch } from './offer-again'

/** Two entries that the server of this epoch has acknowledged. */
const acknowledgedUnder = async (epoch: string) => {
  const outbox = memoryOutbox(
    () => 'new',
    () => 0,
  )
  for (const id of ['a', 'b']) {
    await outbox.save({
      id,
      direction: 'in',
      vehicle: null,
      people: [],
      headcount: 1,
      disposition: 'release',
      occurredAt: '2026-11-23T06:00:00Z',
    })
    await outbox.settle([{ id, kind: 'acknowledged' }], epoch, 0)
  }
  await offerUnderEpoch(outbox, epoch)
  return { outbox, waiting: async () => (await outbox.tally()).waiting }
}

test('the first epoch and the same one offer nothing, another offers what was acknowledged before', async () => {
  const { outbox, waiting } = await acknowledgedUnder('one')
  await offerUnderEpoch(outbox, 'one')
  assert.equal(await waiting(), 0)
  await offerUnderEpoch(outbox, 'two')
  assert.equal(await waiting(), 2)
})

test('a server that knows a lower seq than it acknowledged is offered all, once for each such finding', async () => {
  const { outbox, waiting } = await acknowledgedUnder('one')
  await offerAboveSeq(outbox, { epoch: 'one', seq: 1 }, null)
  await offerAboveSeq(outbox, { epoch: 'one', seq: 2 }, 2)
  assert.equal(await waiting(), 0, 'nothing is known to be lost')
  await offerAboveSeq(outbox, { epoch: 'one', seq: 1 }, 2)
  assert.equal(await waiting(), 2)
  for (const id of ['a', 'b']) await outbox.settle([{ id, kind: 'acknowledged' }], 'one', 0)
  await offerAboveSeq(outbox, { epoch: 'one', seq: 1 }, 2)
  assert.equal(await waiting(), 0, 'what the server dropped for good is not offered for ever')
  await offerAboveSeq(outbox, { epoch: 'one', seq: 0 }, 2)
  assert.equal(await waiting(), 2, 'a further loss is another finding')
})
