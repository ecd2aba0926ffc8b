import { setTimeout as pause } from 'node:timers/promises'
import { sqlState } from '../../db/sql-state'
import type { SeededRandom } from '../../server/testing/seeded-random'
import { canMountDisk } from '../support/small-disk'
import { stopProcess } from '../support/stopped-process'
import { backOnline, type Fault, NotHere, type Struck, see } from './fault'
import type { World } from './world'

/** Longer than any patience in the product: sockets are given up, and what sleeps wakes to another world. */
const MINUTE_MS = 60_000

/** The disk is full; the database ends, or begins again; nobody is there. */
const NO_ROOM = /^(53100|57P0\d|CONNECTION_|ECONN)/

/** `meanwhile` sees that it is noticed. */
const stopFor = async (pid: number | undefined, ms: number, meanwhile?: () => Promise<unknown>): Promise<Struck> => {
  if (pid === undefined) throw new Error('what is to be stopped is down')
  const began = performance.now()
  const { stopped, goOn } = await stopProcess(pid)
  try {
    await meanwhile?.()
    await pause(ms - (performance.now() - began))
  } finally {
    goOn()
  }
  const seconds = Math.round((performance.now() - began) / 100) / 10
  if (stopped === 0) throw new Error('nothing was stopped')
  return { kills: 0, seen: `${stopped} processes stopped for ${seconds} s` }
}

const moment = (random: SeededRandom) => random.int(500, 5_000)
const serverPid = ({ servers }: World, random: SeededRandom) => random.pick(servers).pid()

export const STOP_FAULTS: Record<string, Fault> = {
  async 'end a server in order'({ servers }, random) {
    const server = random.pick(servers)
    const began = performance.now()
    const code = await server.halt('SIGTERM')
    const ms = Math.round(performance.now() - began)
    if (code !== 0) throw new Error(`a server that was asked to end ended with ${code} after ${ms} ms`)
    await server.start()
    return { kills: 0, seen: `drained and ended with 0 after ${ms} ms` }
  },
  'stop a server': (world, random) => stopFor(serverPid(world, random), moment(random)),
  'stop the database': ({ database }, random) => stopFor(database.pid(), moment(random)),
  'stop Redis': ({ redis }, random) => stopFor(redis.pid(), moment(random)),
  'stop a server for a minute': (world, random) => stopFor(serverPid(world, random), MINUTE_MS),
  'stop the database for a minute': ({ database, servers }) =>
    stopFor(database.pid(), MINUTE_MS, () =>
      see('the figures of both servers to say that it is gone', async () => {
        const pages = await Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()))
        return pages.every((page) => /^kakou_database_up 0$/m.test(page))
      }),
    ),
  'stop Redis for a minute': ({ redis }) => stopFor(redis.pid(), MINUTE_MS),
  async 'fill the disk of the database'({ database, servers, sql }, random) {
    if (!canMountDisk()) throw new NotHere('a disk of a known size can be mounted by root of a Linux alone')
    const makeRoom = database.fillDisk()
    let seen: string
    try {
      seen = await see('the database to have no room', async () => {
        try {
          await sql`create table chaos_room as select repeat('x', 1000) from generate_series(1, 100000)`
          await sql`drop table chaos_room`
          return null
        } catch (error) {
          // It refuses what has no room; where that is the log itself, it ends its connections, or gives up.
          const state = sqlState(error) ?? ''
          if (database.hasEnded()) return 'the database gave up'
          return NO_ROOM.test(state) ? `a write failed with ${state}` : null
        }
      })
      await pause(random.int(500, 3_000))
    } finally {
      makeRoom()
    }
    // Where no room was left for the log itself it has given up.
    if (database.hasEnded()) await database.start()
    await backOnline(servers)
    return { kills: 0, seen }
  },
}
