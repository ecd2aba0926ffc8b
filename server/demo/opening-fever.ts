import { MINUTE_MS } from '#domain/instant'
import { seededRandom } from '../../db/seed/county/random'
import { isHeld, makeEntry, makeRecheck } from '../../db/seed/traffic/make-entry'
import type { DemoStand } from './demo-points'
import type { History } from './store-history'

/** First reading and recheck of the fever that stands open when the demo begins: so long before the end. */
const HELD_BEFORE_MS = 15 * MINUTE_MS
const RECHECK_BEFORE_MS = 3 * MINUTE_MS
/** Fevers are rare: among so many drawn entries there is one. */
const TRIES = 100_000

/** A fever that was confirmed minutes ago at a busy checkpoint, so that an alarm is there to be seen. */
export function* openingFever(seed: string, stands: readonly DemoStand[], untilMs: number): Generator<Item> {
  const [stand] = stands
    .filter(({ point }) => point.condition === 'staffed' && point.roadClass !== 'motorway')
    .sort((a, b) => b.point.share - a.point.share || (a.point.code < b.point.code ? -1 : 1))
  if (stand === undefined) return
  for (let i = 0; i < TRIES; i++) {
    const random = seededRandom(`opening ${seed} ${i}`)
    const entry = makeEntry(random, stand.point, untilMs - HELD_BEFORE_MS, 1)
    if (!isHeld(entry) || entry.vehicle?.kind !== 'car' || entry.hits !== undefined) continue
    const recheck = makeRecheck(random, entry, untilMs - RECHECK_BEFORE_MS)
    if (recheck.disposition !== 'isolation') continue
    yield { checkpointCode: stand.point.code, entry }
    yield { checkpointCode: stand.point.code, entry: recheck }
    return
  }
}

type Item = History extends Iterable<infer One> ? One : never
