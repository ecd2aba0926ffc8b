import { type Fault, NotHere, type Struck, seeServing } from './fault'
import type { World } from './world'

const migrations = async ({ sql }: World): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`
  return row?.count ?? 0
}

/** It ends as an operator ends it, and starts as this release; the other one serves meanwhile, and after. */
const upgrade = async (world: World, at: number): Promise<Struck> => {
  if (!world.beganOld) throw new NotHere('this world began with this release')
  const before = await migrations(world)
  const server = world.server(at)
  await server.halt()
  server.upgrade()
  await server.start()
  const taken = [await seeServing(world, 0), await seeServing(world, 1)]
  const made = (await migrations(world)) - before
  return { kills: 0, seen: `${made} migrations; then ${taken.join(' and ')} entries taken by the two` }
}

export const UPGRADE_FAULTS: Record<string, Fault> = {
  'upgrade the first server': (world) => upgrade(world, 0),
  'upgrade the second server': (world) => upgrade(world, 1),
  async 'move everybody from server to server'(world, random) {
    let taken = 0
    for (let time = 0; time < 3; time++) {
      for (const tablet of world.tablets) tablet.moveTo(random.int(0, 1))
      taken += (await seeServing(world, 0)) + (await seeServing(world, 1))
    }
    return { kills: 0, seen: `${taken} entries taken by one and the other` }
  },
}
