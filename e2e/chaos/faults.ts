import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CuttableProxy } from '../../server/testing/cuttable-proxy'
import type { SeededRandom } from '../../server/testing/seeded-random'
import { waitFor } from '../../server/testing/wait-for'
import type { KakouServer } from '../support/server'
import { canMountDisk } from '../support/small-disk'
import type { World } from './world'

/** Breaks something while the field works, and has it whole again when it ends. Counts the processes it killed. */
type Fault = (world: World, random: SeededRandom) => Promise<number>

const READY_MS = 60_000
/** Longer than any patience in the product: sockets are given up, and what sleeps wakes to another world. */
const MINUTE_MS = 60_000
/** Long enough for every tablet to have sent something. */
const FROZEN_MS = 2_000

const one = <Item>(items: readonly Item[], random: SeededRandom): Item => random.pick(items)

const server = (world: World, random: SeededRandom): KakouServer => one(world.servers, random)

const whileIt = async (random: SeededRandom, least: number, most: number) => pause(random.int(least, most))

const backOnline = async ({ servers }: World) => {
  for (const { url } of servers) {
    await waitFor(`${url} to be ready`, async () => (await fetch(`${url}/readyz`)).ok, { timeoutMs: READY_MS })
  }
}

const onDoors = async (world: World, random: SeededRandom, begin: (door: CuttableProxy) => void): Promise<number> => {
  const doors = random.chance(0.3) ? world.doors : [one(world.doors, random)]
  for (const door of doors) begin(door)
  await whileIt(random, 500, 3_000)
  for (const door of doors) {
    door.delay(0)
    door.heal()
  }
  return 0
}

export const FAULTS: Record<string, Fault> = {
  async 'kill a server'(world, random) {
    const struck = server(world, random)
    await struck.kill()
    await whileIt(random, 0, 500)
    await struck.start()
    return 1
  },
  async 'freeze and kill a server'(world, random) {
    // What is sent to it meanwhile lies in its sockets, and goes with it.
    const struck = server(world, random)
    const pid = struck.pid()
    if (pid !== undefined) process.kill(pid, 'SIGSTOP')
    await pause(FROZEN_MS)
    await struck.kill()
    await struck.start()
    return 1
  },
  async 'kill both servers'({ servers }, random) {
    await Promise.all(servers.map((struck) => struck.kill()))
    await whileIt(random, 0, 500)
    for (const struck of servers) await struck.start()
    return servers.length
  },
  async 'kill the database'(world, random) {
    await world.database.kill()
    await whileIt(random, 0, 1_500)
    await world.database.start()
    await backOnline(world)
    return 1
  },
  async 'kill database and servers'(world, random) {
    await Promise.all([world.database.kill(), ...world.servers.map((struck) => struck.kill())])
    await whileIt(random, 0, 500)
    await world.database.start()
    for (const struck of world.servers) await struck.start()
    return 1 + world.servers.length
  },
  async 'fill the disk of the database'(world, random) {
    if (!canMountDisk()) return 0
    const makeRoom = world.database.fillDisk()
    await whileIt(random, 500, 3_000)
    makeRoom()
    // Where no room was left for the log itself it has given up.
    if (world.database.hasEnded()) await world.database.start()
    await backOnline(world)
    return 0
  },
  async 'kill Redis'({ redis }, random) {
    await redis.kill()
    await whileIt(random, 500, 2_500)
    await redis.start()
    return 1
  },
  async 'kill between commit and reply'(world, random) {
    // What is asked reaches the database and its answers do not reach the server, which is then killed: it never knew.
    world.wire.muffle()
    await whileIt(random, 50, 400)
    await world.servers[1]?.kill()
    world.wire.heal()
    await world.servers[1]?.start()
    return 1
  },
  async 'cut a server from the database'(world, random) {
    world.wire.cut()
    await whileIt(random, 500, 3_000)
    world.wire.heal()
    await backOnline(world)
    return 0
  },
  async 'restore a backup'({ servers, dataDir }, random) {
    const [first] = servers
    if (first === undefined) return 0
    const key = join(dataDir, 'backup.key')
    const file = join(dataDir, `${random.int(0, 1_000_000_000)}.kakou`)
    writeFileSync(key, 'opens the backups of the suite')
    await first.kakou('backup', file, '--key-file', key)
    // What comes now is not in it, and tablets hear that it was stored.
    await whileIt(random, 500, 2_000)
    await Promise.all(servers.map((struck) => struck.kill()))
    await first.kakou('restore', file, '--key-file', key, '--replace')
    for (const struck of servers) await struck.start()
    return servers.length
  },
  'cut the network': (world, random) => onDoors(world, random, (door) => door.cut()),
  'stall the network': (world, random) => onDoors(world, random, (door) => door.stall()),
  'half-open sockets': (world, random) => onDoors(world, random, (door) => door.abandonUpstream()),
  async 'lose the answers'(world, random) {
    const door = one(world.doors, random)
    door.muffle()
    await whileIt(random, 300, 1_500)
    door.abandonUpstream()
    door.heal()
    return 0
  },
  'delay the network': (world, random) => onDoors(world, random, (door) => door.delay(random.int(50, 800))),
  async 'stop a server'(world, random) {
    const pid = server(world, random).pid()
    return pid === undefined ? 0 : stopped(pid, random)
  },
  'stop the database': ({ database }, random) => stopped(database.pid(), random),
  'stop Redis': ({ redis }, random) => stopped(redis.pid(), random),
  async 'stop a server for a minute'(world, random) {
    const pid = server(world, random).pid()
    return pid === undefined ? 0 : stoppedFor(pid, MINUTE_MS)
  },
  'stop the database for a minute': ({ database }) => stoppedFor(database.pid(), MINUTE_MS),
  'stop Redis for a minute': ({ redis }) => stoppedFor(redis.pid(), MINUTE_MS),
}

const stopped = (pid: number, random: SeededRandom): Promise<number> => stoppedFor(pid, random.int(500, 5_000))

/** SIGSTOP: there, but dead to the world; then it goes on where it was. */
const stoppedFor = async (pid: number, ms: number): Promise<number> => {
  process.kill(pid, 'SIGSTOP')
  await pause(ms)
  process.kill(pid, 'SIGCONT')
  return 0
}
