import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Socket } from 'socket.io'
import { fakeClock } from '../testing/fake-clock'
import { readSlowly } from './socket-manners'

test('after twenty refusals in ten seconds a client is read once a second; one that pauses is not', () => {
  const clock = fakeClock(0)
  const said: string[] = []
  const wire = { pause: () => said.push('pause'), resume: () => said.push('resume') }
  const { refused } = readSlowly({ conn: { transport: { socket: wire } } } as unknown as Socket, clock)
  for (let time = 0; time < 20; time++) refused()
  assert.deepEqual(said, [])
  refused()
  assert.deepEqual(said, ['pause'])
  clock.advance(999)
  assert.deepEqual(said, ['pause'])
  clock.advance(1)
  assert.deepEqual(said, ['pause', 'resume'])
  clock.advance(10_000)
  refused()
  assert.deepEqual(said, ['pause', 'resume'], 'what lies back ten seconds is forgotten')
})
