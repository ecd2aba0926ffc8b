/** Two servers on one Postgres, joined through a real Redis: what one hears the other shows, whoever fails. */
import { createClient } from '@redis/client'
import { io, type Socket } from 'socket.io-client'
import type { Entry } from '#domain/entries/entry'
import type { Delta, Snapshot } from '#protocol/live'
import type { EntriesAnswer } from '#protocol/results'
import { anEntry } from '../server/testing/entry-builder'
import { waitFor } from '../server/testing/wait-for'
import { expect, test } from './support/fixtures'
import type { KakouServer } from './support/server'
import { missingServices } from './support/services'
import { CODE, isMissing, startTwoServers, type TwoServers } from './support/two-servers'

const MISSING = missingServices()

let two: TwoServers
const sockets: Socket[] = []

test.beforeAll(async () => {
  if (isMissing(MISSING, 'several servers')) return
  two = await startTwoServers()
})

test.afterAll(async () => {
  for (const socket of sockets) socket.close()
  await two?.stop()
})

const at = (index: number): KakouServer => two.at(index)

/** Undefined where no answer came. */
const send = async (server: KakouServer, entries: Entry[]): Promise<EntriesAnswer | undefined> => {
  try {
    const answer = await fetch(`${server.url}/api/v1/entries`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${two.tablet.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ entries }),
      signal: AbortSignal.timeout(60_000),
    })
    return answer.ok ? await answer.json() : undefined
  } catch {
    return undefined
  }
}

/** A dashboard at one of the servers: what it last heard of people counted today. */
const screenAt = async (index: number): Promise<() => number> => {
  let people = 0
  const socket = io(`${at(index).url}/live`, { transports: ['websocket'], auth: { token: two.screenKey, protocol: 1 } })
  sockets.push(socket)
  const look = ({ checkpoints = [] }: Pick<Delta | Snapshot, 'checkpoints'>) => {
    for (const change of checkpoints) if (change.code === CODE && 'today' in change) people = change.today.people
  }
  socket.on('delta', look)
  socket.on('connect', () => socket.emit('subscribe', {}, look))
  await waitFor('the dashboard to connect', () => socket.connected)
  return () => people
}

const entriesOf = (count: number) =>
  Array.from({ length: count }, () => anEntry({ occurredAt: new Date().toISOString() }))

const uniqueRows = async () => {
  const [row] = await two.sql<{ rows: number; people: number }[]>`
    select (select count(*)::int from entries) as rows, (select coalesce(sum(people), 0)::int from counters) as people`
  return row
}

/** Sends five entries to the first and the second by turns, and waits until both show all that were sent. */
const counting = async () => {
  const before = (await uniqueRows())?.people ?? 0
  const shown = [await screenAt(0), await screenAt(1)]
  let sent = 0
  const counted = async (how: string) => {
    const answer = await send(at((sent / 5) % 2), entriesOf(5))
    expect(
      answer?.results.every(({ status }) => status === 'stored'),
      how,
    ).toBe(true)
    sent += 5
    for (const people of shown) await waitFor(`both to count ${how}`, () => people() === before + sent)
  }
  const allStored = async () => expect(await uniqueRows()).toEqual({ rows: before + sent, people: before + sent })
  return Object.assign(counted, { allStored })
}

/** How often Redis has joined each server to the other. */
const joins = () => [at(0), at(1)].map((server) => server.output().split('Redis joins the servers').length - 1)

/** Waits until Redis has joined both once more than it had. */
const joinedSince = (before: readonly number[]) =>
  waitFor('Redis to join both', () => joins().every((often, index) => often > (before[index] ?? 0)))

test('what one server stores the other shows, with Redis, while Redis hangs, is gone and is back', async () => {
  if (MISSING !== null) return
  const counted = await counting()
  await joinedSince([0, 0])
  await counted('through Redis')
  process.kill(two.redis.pid(), 'SIGSTOP')
  await counted('while Redis hangs')
  await counted('while Redis still hangs')
  process.kill(two.redis.pid(), 'SIGCONT')
  await two.redis.kill()
  await counted('without Redis')
  const joined = joins()
  await two.redis.start()
  await joinedSince(joined)
  await counted('through Redis again')
  await counted.allStored()
})

test('a server that loses only what it hears Redis by, or only Redis, shows what the other stores', async () => {
  if (MISSING !== null) return
  const counted = await counting()
  await joinedSince([0, 0])
  const operator = createClient({ url: two.redis.url })
  operator.on('error', () => {})
  await operator.connect()
  const whole = joins()
  expect(await operator.clientKill({ filter: 'TYPE', type: 'pubsub' })).toBe(2)
  operator.destroy()
  await counted('while both are deaf')
  await joinedSince(whole)
  await counted('when both hear again')
  two.secondsRedis.cut()
  for (let round = 0; round < 5; round++) await counted('cut from Redis alone')
  const [, cut = 0] = joins()
  two.secondsRedis.heal()
  await counted('before it is back')
  await waitFor('Redis to join the second again', () => (joins()[1] ?? 0) > cut)
  await counted('back at Redis')
  two.secondsRedis.stall()
  for (let round = 0; round < 5; round++) await counted('while its Redis hangs')
  two.secondsRedis.heal()
  await counted('while it comes back')
  await counted.allStored()
})

test('a server is killed in the middle: its tablet goes on at the other, and nothing is lost or counted twice', async () => {
  if (MISSING !== null) return
  const before = (await uniqueRows())?.rows ?? 0
  const shown = await screenAt(1)
  const waiting: Entry[][] = Array.from({ length: 60 }, () => entriesOf(10))
  const stored = new Set<string>()
  let server = 0
  for (const [index, entries] of waiting.entries()) {
    // In flight, so that nobody knows whether the last message was stored.
    if (index === 30) void at(0).kill()
    let answer = await send(at(server), entries)
    if (answer === undefined) {
      server = 1
      answer = await send(at(1), entries)
    }
    for (const { id, status } of answer?.results ?? []) {
      expect(['stored', 'duplicate']).toContain(status)
      if (id !== null) stored.add(id)
    }
  }
  expect(server).toBe(1)
  expect(stored.size).toBe(600)
  expect(await uniqueRows()).toEqual({ rows: before + 600, people: before + 600 })
  await waitFor('the other to show all', () => shown() === before + 600)
  await at(0).start()
})
