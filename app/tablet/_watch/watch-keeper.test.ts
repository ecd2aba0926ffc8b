import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { argon2id } from 'hash-wasm'
import { subjectName } from '#domain/policy/watch-subject'
import type { WatchList } from '#protocol/policy'
import { memoryOutbox } from '../_outbox/memory-outbox'
import { newId } from '../_outbox/new-id'
import type { Facts } from '../_outbox/plain-facts'
import { bytesOf, textOf } from './base64url'
import type { Digester } from './digester'
import { watchKeeper } from './watch-keeper'

const NOW = Date.UTC(2026, 10, 23)
/** Cheap parameters: the cost is the server's choice and read from the list. */
const digest: WatchList['digest'] = {
  algorithm: 'argon2id',
  salt: textOf(new Uint8Array(16).fill(7)),
  memoryKiB: 64,
  iterations: 1,
  parallelism: 1,
  hashBytes: 16,
}
const digester: Digester = async (name, how) =>
  textOf(
    await argon2id({
      password: name,
      salt: bytesOf(how.salt),
      memorySize: how.memoryKiB,
      iterations: how.iterations,
      parallelism: 1,
      hashLength: how.hashBytes,
      outputType: 'binary',
    }),
  )

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})
const answer = (body: unknown, status = 200) => {
  globalThis.fetch = async () => Response.json(body, { status })
}
const outbox = () => {
  const kept = new Map<string, unknown>()
  const facts: Facts = {
    get: (name) => kept.get(name),
    set: (name, value) => kept.set(name, value),
    clear: () => kept.clear(),
  }
  return memoryOutbox(newId, () => NOW, facts)
}

async function listOf(version: string): Promise<WatchList> {
  const plate = await digester(subjectName('plate', '浙E3K7P2'), digest)
  const person = await digester(subjectName('person', '11010519491231002X'), digest)
  return {
    version,
    digest,
    subjects: [
      { id: 1, kind: 'plate', digest: plate, rule: 'watch', order: '移交派出所', expires: '2026-12-01T00:00:00Z' },
      { id: 2, kind: 'person', digest: person, rule: 'watch', order: null, expires: '2026-11-01T00:00:00Z' },
    ],
  }
}

test('a typed plate is found by its digest alone, and who has expired is passed over', async () => {
  answer(await listOf('3'))
  const keeper = watchKeeper(outbox(), digester)
  assert.equal(await keeper.want('3', 'token'), true)
  assert.deepEqual(await keeper.find('plate', '浙E3K7P2', NOW), [{ rule: 'watch', order: '移交派出所' }])
  assert.deepEqual(await keeper.find('plate', '浙E3K7P3', NOW), [])
  assert.deepEqual(await keeper.find('person', '11010519491231002X', NOW), [], 'expired')
  assert.deepEqual(await keeper.find('person', '11010519491231002X', Date.UTC(2026, 9, 1)), [
    { rule: 'watch', order: null },
  ])
})

test('what the tablet has stays when the server is gone or something else answers', async () => {
  const facts = outbox()
  answer(await listOf('3'))
  assert.ok(await watchKeeper(facts, digester).want('3', 'token'))
  const keeper = watchKeeper(facts, digester)
  await keeper.load()
  assert.equal(keeper.version(), '3')
  globalThis.fetch = async () => {
    throw new TypeError('offline')
  }
  assert.equal(await keeper.want('4', 'token'), false)
  answer({ login: 'welcome to our hotel' })
  assert.equal(await keeper.want('4', 'token'), false)
  assert.equal((await keeper.find('plate', '浙E3K7P2', NOW)).length, 1)
})
