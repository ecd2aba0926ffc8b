import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { SeededRandom } from '../../server/testing/seeded-random'
import { waitFor } from '../../server/testing/wait-for'
import type { KakouServer } from '../support/server'
import { childrenOf, stopProcess } from '../support/stopped-process'
import { backOnline, type Fault, SERVED_TABLETS, see, seeServing } from './fault'
import type { World } from './world'

/** Long enough for every tablet to have sent something. */
const FROZEN_MS = 2_000
/** For so long a silent database is waited on for a commit, and so often. */
const MUFFLED_MS = 3_000
const MUFFLED_TIMES = 8
/** Within this time a commit is answered while nothing is wrong. */
const ANSWER_MS = 100
/** Entries that tablets were told are stored, and that the backup has not. */
const LOST_BY_RESTORE = 5

const killServers = async (struck: readonly KakouServer[]): Promise<string> => {
  const pids = struck.map((server) => server.pid())
  await Promise.all(struck.map((server) => server.kill()))
  return `killed ${pids.join(' and ')}`
}

const startServers = async (struck: readonly KakouServer[]) => {
  await Promise.all(struck.map((server) => server.start()))
}

const kill = async (struck: readonly KakouServer[], random: SeededRandom) => {
  const seen = await killServers(struck)
  await pause(random.int(0, 500))
  await startServers(struck)
  return { kills: struck.length, seen }
}

export const KILL_FAULTS: Record<string, Fault> = {
  'kill a server': ({ servers }, random) => kill([random.pick(servers)], random),
  'kill both servers': ({ servers }, random) => kill(servers, random),
  async 'freeze and kill a server'(world, random) {
    // What is sent to it meanwhile lies in its sockets, and goes with it.
    const at = random.int(0, world.servers.length - 1)
    world.tablets[at]?.moveTo(at)
    const struck = world.server(at)
    const sent = () => world.door(at).stats.bytesUp
    const { stopped } = await stopProcess(struck.pid() ?? 0)
    const before = sent()
    await pause(FROZEN_MS)
    const bytes = await see('something to be sent to the frozen server', () => sent() - before || null)
    await kill([struck], random)
    return { kills: 1, seen: `${stopped} stopped, ${bytes} bytes went with it` }
  },
  async 'kill the database'({ database, servers }, random) {
    const pid = database.pid()
    await database.kill()
    await pause(random.int(0, 1_500))
    await database.start()
    await backOnline(servers)
    return { kills: 1, seen: `killed ${pid}` }
  },
  async 'kill a connection of the database'({ database, servers, sql }, random) {
    // The database then ends all of them and goes through its log, as after a crash.
    const started = () => sql<{ at: Date }[]>`select pg_postmaster_start_time() as at, pg_backend_pid() as pid`
    await started()
    const pids = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name like 'kakou server%' and pid <> pg_backend_pid()`
    const { pid } = random.pick(pids)
    const before = childrenOf(database.pid())
    process.kill(pid, 'SIGKILL')
    await see('the database to end its connections', () => {
      const now = new Set(childrenOf(database.pid()))
      return before.every((one) => !now.has(one)) || null
    })
    await backOnline(servers)
    return { kills: 1, seen: `killed ${pid}, ${before.length} processes ended` }
  },
  async 'kill database and servers'({ database, servers }, random) {
    const [seen] = await Promise.all([killServers(servers), database.kill()])
    await pause(random.int(0, 500))
    await database.start()
    await startServers(servers)
    return { kills: 1 + servers.length, seen }
  },
  async 'kill Redis'({ redis }, random) {
    const pid = redis.pid()
    await redis.kill()
    await pause(random.int(500, 2_500))
    await redis.start()
    return { kills: 1, seen: `killed ${pid}` }
  },
  async 'kill between commit and reply'(world, random) {
    // What is asked reaches the database and its answers do not reach the server, which is then killed: it never knew.
    for (let time = 1; ; time++) {
      // By connections that have met the statement: else they ask what it returns, hear nothing, and commit nothing.
      await seeServing(world, world.wired)
      await pause(random.int(0, 300))
      world.wire.muffle()
      const unanswered = await seeUnanswered(world).catch(() => null)
      if (unanswered === null && time < MUFFLED_TIMES) {
        world.wire.heal()
        continue
      }
      await world.server(world.wired).kill()
      world.wire.heal()
      await world.server(world.wired).start()
      if (unanswered === null) throw new Error('nothing was committed whose sender heard nothing of it')
      return { kills: 1, seen: `${unanswered} committed and unanswered` }
    }
  },
  async 'restore a backup'(world, random) {
    const { servers, dataDir, tablets, sql } = world
    const first = world.server(0)
    const key = join(dataDir, 'backup.key')
    const file = join(dataDir, `${random.int(0, 1_000_000_000)}.kakou`)
    writeFileSync(key, 'opens the backups of the suite')
    await first.kakou('backup', file, '--key-file', key)
    // What comes now is not in it, and tablets hear that it was stored.
    const told = () => tablets.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0)
    const before = told()
    await see('entries that the backup has not', () => told() >= before + LOST_BY_RESTORE)
    await pause(random.int(0, 1_000))
    await Promise.all(servers.map((struck) => struck.kill()))
    const acknowledged = tablets.flatMap((tablet) => [...tablet.acknowledged.keys()])
    await first.kakou('restore', file, '--key-file', key, '--replace')
    const [row] = await sql<{ kept: number }[]>`
      select count(*)::int as kept from entries where id = any(${acknowledged}::uuid[])`
    const lost = acknowledged.length - (row?.kept ?? 0)
    if (lost < LOST_BY_RESTORE) throw new Error(`the backup held all but ${lost} of what was acknowledged after it`)
    await startServers(servers)
    return { kills: servers.length, seen: `${lost} acknowledged entries were gone` }
  },
}

/** How many entries were committed and not answered, to tablets that asked a server whose database is silent. */
const seeUnanswered = (world: World): Promise<number> =>
  waitFor(
    'a commit whose sender hears nothing of it',
    async () => {
      for (const tablet of world.tablets.slice(0, SERVED_TABLETS)) tablet.moveTo(world.wired)
      const first = await storedButWaiting(world)
      await pause(ANSWER_MS)
      const still = await storedButWaiting(world)
      return first.filter((id) => still.includes(id)).length || null
    },
    { timeoutMs: MUFFLED_MS },
  )

/** Entries that are stored and that still wait on their tablets. */
const storedButWaiting = async ({ sql, tablets }: World): Promise<string[]> => {
  // What a tablet was told is stored waits again after a backup was laid back, and is no evidence.
  const waiting = tablets.flatMap((tablet) => tablet.waitingIds().filter((id) => !tablet.acknowledged.has(id)))
  const rows = await sql<{ id: string }[]>`select id from entries where id = any(${waiting}::uuid[])`
  return rows.map(({ id }) => id)
}
