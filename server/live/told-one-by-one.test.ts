import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { PROTOCOL_MAX } from '#protocol/version'
import { TabletSockets } from './tablet-sockets'

/** As much of a socket as a tablet's takes that is let in and told something. */
class Told extends EventEmitter {
  readonly conn = new EventEmitter()
  readonly handshake: { auth: object }
  readonly told: unknown[] = []
  cut = false

  constructor(token: string) {
    super()
    this.handshake = { auth: { token, protocol: PROTOCOL_MAX } }
  }

  override emit(event: string, value: unknown): boolean {
    this.told.push([event, value])
    return true
  }

  disconnect(): void {
    this.cut = true
  }
}

test('a tablet whose instructions can not be read comes back for them, and the others are told all the same', async () => {
  let admit = (_socket: Told, _next: (error?: Error) => void): void => {}
  const namespace = {
    use: (take: typeof admit) => {
      admit = take
    },
    on: () => {},
  }
  const tablets = new TabletSockets(
    namespace as never,
    {
      devices: { find: async (token: string) => ({ id: token }) },
      unread: async ({ id }: { id: string }) => {
        if (id === 'first') throw new Error('the database is away')
        return [{ id: 'x' }]
      },
      withdrawn: async () => [],
    } as never,
  )
  const sockets = ['first', 'second'].map((token) => new Told(token))
  for (const socket of sockets) {
    assert.equal(await new Promise((resolve) => admit(socket, resolve)), undefined)
  }
  await tablets.sendInstructions()
  assert.deepEqual(
    sockets.map(({ cut, told }) => [cut, told]),
    [
      [true, []],
      [false, [['instruction', { id: 'x' }]]],
    ],
  )
})
