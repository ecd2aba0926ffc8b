import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../server/testing/database'
import { poolerFault } from './pooler-fault'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase({ migrated: false })
})
after(() => database.drop())

const message = (type: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}

test('Postgres itself keeps what a session says of itself', async () => {
  assert.equal(await poolerFault(database.target), null)
})

test('a pooler that refuses it is told from Postgres, in words that say what to do', async () => {
  // As pgbouncer answers the first message.
  const refusal = message('E', Buffer.from('SFATAL\0C08P01\0Munsupported startup parameter: kakou.session\0\0'))
  const pooler = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(refusal))
  }).listen(0, '127.0.0.1')
  await once(pooler, 'listening')
  const { port } = pooler.address() as AddressInfo
  const fault = await poolerFault({ kind: 'url', url: `postgres://kakou@127.0.0.1:${port}/kakou` })
  assert.match(fault ?? '', /leads to a connection pooler .*Give the address of Postgres itself/)
  pooler.close()
})

test('who can not be reached is another fault', async () => {
  const gone = createServer().listen(0, '127.0.0.1')
  await once(gone, 'listening')
  const { port } = gone.address() as AddressInfo
  gone.close()
  await assert.rejects(poolerFault({ kind: 'url', url: `postgres://kakou@127.0.0.1:${port}/kakou` }))
})
