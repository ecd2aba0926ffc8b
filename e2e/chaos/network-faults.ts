import { setTimeout as pause } from 'node:timers/promises'
import type { CuttableProxy } from '../../server/testing/cuttable-proxy'
import type { SeededRandom } from '../../server/testing/seeded-random'
import { backOnline, type Fault, see } from './fault'
import type { World } from './world'

const LONGEST_MS = 3_000
const LONGEST_SILENCE_MS = 12_000
/** Pieces that were on their way when a line fell silent still arrive. */
const SETTLE_MS = 100
/** Tablets that are moved to a door before it closes, so that somebody is in it. */
const TABLETS_IN_DOOR = 2

/** Some doors, with tablets in each. */
const doorsOf = (world: World, random: SeededRandom): CuttableProxy[] => {
  const first = random.int(0, world.doors.length - 1)
  for (const tablet of world.tablets.slice(0, TABLETS_IN_DOOR)) tablet.moveTo(first)
  return random.chance(0.3) ? world.doors : [world.door(first)]
}

const heal = (doors: readonly CuttableProxy[]) => {
  for (const door of doors) {
    door.delay(0)
    door.heal()
  }
}

const sum = (doors: readonly CuttableProxy[], figure: keyof CuttableProxy['stats']): number =>
  doors.reduce((total, { stats }) => total + stats[figure], 0)

/** Some are told that a line is cut at once, and try again; what they try is refused. */
const cut = async (doors: readonly CuttableProxy[], random: SeededRandom): Promise<string> => {
  await see('somebody to be connected', () => sum(doors, 'open') > 0)
  const [open, refused] = [sum(doors, 'open'), sum(doors, 'refused')]
  for (const door of doors) door.cut()
  try {
    await pause(random.int(500, LONGEST_MS))
    const again = await see('somebody to try again', () => sum(doors, 'refused') - refused || null)
    return `${open} connections cut, ${again} refused`
  } finally {
    heal(doors)
  }
}

export const NETWORK_FAULTS: Record<string, Fault> = {
  async 'cut the network'(world, random) {
    return { kills: 0, seen: await cut(doorsOf(world, random), random) }
  },
  async 'cut a server from the database'({ wire, servers }, random) {
    const seen = await cut([wire], random)
    await backOnline(servers)
    return { kills: 0, seen }
  },
  async 'silence a server from the database'({ wire, servers }, random) {
    // Nobody is told that anything is wrong: longer, at times, than a statement is waited for.
    await see('the server to be connected', () => wire.stats.open > 0)
    wire.stall()
    try {
      await pause(SETTLE_MS)
      const bytes = () => wire.stats.bytesUp + wire.stats.bytesDown
      const before = bytes()
      await pause(random.int(1_000, LONGEST_SILENCE_MS))
      if (bytes() !== before) throw new Error('something went through a line that stands still')
    } finally {
      wire.heal()
    }
    await backOnline(servers)
    return { kills: 0, seen: `${wire.stats.open} connections stood still` }
  },
  async 'cut a server from Redis'({ redisWire }, random) {
    return { kills: 0, seen: await cut([redisWire], random) }
  },
  async 'stall the network'(world, random) {
    const doors = doorsOf(world, random)
    await see('somebody to be connected', () => sum(doors, 'open') > 0)
    for (const door of doors) door.stall()
    try {
      await pause(SETTLE_MS)
      const bytes = () => sum(doors, 'bytesUp') + sum(doors, 'bytesDown')
      const before = bytes()
      await pause(random.int(500, LONGEST_MS))
      if (bytes() !== before) throw new Error('something went through a line that stands still')
      return { kills: 0, seen: `${sum(doors, 'open')} connections stood still` }
    } finally {
      heal(doors)
    }
  },
  async 'half-open sockets'(world, random) {
    const doors = doorsOf(world, random)
    await see('somebody to be connected', () => sum(doors, 'open') > 0)
    const before = sum(doors, 'abandoned')
    for (const door of doors) door.abandonUpstream()
    await pause(random.int(500, LONGEST_MS))
    return { kills: 0, seen: `${sum(doors, 'abandoned') - before} connections left half-open` }
  },
  async 'lose the answers'(world, random) {
    const [door] = doorsOf(world, random)
    if (door === undefined) throw new Error('a world has doors')
    door.muffle()
    try {
      await pause(SETTLE_MS)
      const { bytesUp, bytesDown } = door.stats
      await pause(random.int(300, 1_500))
      const bytes = await see('something to be asked', () => door.stats.bytesUp - bytesUp || null)
      if (door.stats.bytesDown !== bytesDown) throw new Error('an answer came through a muffled line')
      return { kills: 0, seen: `${bytes} bytes asked, none answered` }
    } finally {
      door.abandonUpstream()
      door.heal()
    }
  },
  async 'delay the network'(world, random) {
    const doors = doorsOf(world, random)
    const ms = random.int(50, 800)
    for (const door of doors) door.delay(ms)
    try {
      const held = await see('something to be held back', () => sum(doors, 'held') || null)
      await pause(random.int(500, LONGEST_MS))
      return { kills: 0, seen: `${ms} ms, ${held} pieces held at once` }
    } finally {
      heal(doors)
    }
  },
}
