import type { SeededRandom } from '../../server/testing/seeded-random'
import { waitFor } from '../../server/testing/wait-for'
import type { KakouServer } from '../support/server'
import type { World } from './world'

/** What a fault did. */
export interface Struck {
  /** Processes that it killed. */
  kills: number
  /** How it was seen that it truly happened. */
  seen: string
}

/** Breaks something while the field works, sees that it is broken, and has it whole again when it ends. */
export type Fault = (world: World, random: SeededRandom) => Promise<Struck>

/** A fault that can't be had on this machine, and why. */
export class NotHere extends Error {}

const READY_MS = 60_000
/** A fault that did not happen within this time proves nothing, and the run fails. */
const HAPPENS_MS = 30_000

/** Waits until it is seen that something happened. @throws Error that says what never did. */
export const see = <Value>(what: string, probe: () => Value | Promise<Value>) =>
  waitFor(what, probe, { timeoutMs: HAPPENS_MS, everyMs: 10 })

/** Each of these tablets hands so many entries in at a server before that counts as serving. */
export const SERVED_TABLETS = 3
const THROUGH = 5

/** Sees that a server takes entries of tablets that go to it. Returns how many. */
export const seeServing = async ({ tablets: all }: World, at: number): Promise<number> => {
  const tablets = all.slice(0, SERVED_TABLETS)
  const before = tablets.map(({ acknowledged }) => acknowledged.size)
  await see(`server ${at} to take entries`, () => {
    for (const tablet of tablets) tablet.moveTo(at)
    return tablets.every(({ acknowledged }, index) => acknowledged.size >= (before[index] ?? 0) + THROUGH)
  })
  return tablets.reduce((sum, { acknowledged }, index) => sum + acknowledged.size - (before[index] ?? 0), 0)
}

export const backOnline = async (servers: readonly KakouServer[]): Promise<void> => {
  for (const { url } of servers) {
    await waitFor(`${url} to be ready`, async () => (await fetch(`${url}/readyz`)).ok, { timeoutMs: READY_MS })
  }
}
