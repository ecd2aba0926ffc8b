import type { ItemKind } from '#domain/checkpoints/item'
import { SHIFT_MS, sightOf } from '#domain/privacy/who-sees'
import { FLAGS } from '../../db/stores/entry-rows'
import { findItems, type StoredItem } from '../../db/stores/item-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { readNotes } from '../persons/read-notes'
import { openItem } from '../persons/seal-item'

interface ListItemsInput {
  checkpoint: string | null
  kind: ItemKind | null
  /** `from <= t < to` on the time that an item counts at. */
  from: Date | null
  to: Date | null
  cursor: string | null
}

interface ItemsPage {
  items: Record<string, unknown>[]
  cursor: string | null
}

const PAGE = 200

/** Items of the checkpoints that a person sees, newest first by the time they count at, then id. */
export const listItems = async (
  core: Core,
  actor: PersonActor,
  { cursor, checkpoint, ...input }: ListItemsInput,
): Promise<Outcome<ItemsPage>> => {
  const before = cursor === null ? null : readCursor(cursor)
  if (cursor !== null && before === null)
    return refuse('invalid', 'The cursor is not one of ours: start again without it.')
  const checkpointIds = [...core.checkpoints.all()]
    .filter(({ path, code }) => path.startsWith(actor.scope) && (checkpoint ?? code) === code)
    .map(({ id }) => id)
  const notesFrom = notesSince(actor, core.clock.now())
  const isOpened = ({ sealed, countedAt }: StoredItem) => sealed !== null && countedAt.getTime() >= notesFrom
  const look = { verb: 'item.list' as const, ...(checkpoint === null ? {} : { target: `checkpoint:${checkpoint}` }) }
  const found = await readNotes(
    core,
    actor,
    look,
    (tx) => findItems(tx, { ...input, checkpointIds, before, limit: PAGE + 1 }),
    (items) => items.some(isOpened),
  )
  const page = found.slice(0, PAGE)
  const last = found.length > PAGE ? page.at(-1) : undefined
  return done({
    items: page.map((item) => {
      const body = isOpened(item) ? openItem(core.keys, item) : item.body
      return showItem({ ...item, body }, core.checkpoints.byId(item.checkpointId)?.code ?? null)
    }),
    cursor: last === undefined ? null : `${last.countedAt.getTime()}_${last.id}`,
  })
}

/** From when on this reader sees what crews wrote. */
const notesSince = ({ role }: PersonActor, nowMs: number): number => {
  const sight = sightOf(role, 'notes')
  if (sight === 'shift') return nowMs - SHIFT_MS
  return sight === 'none' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
}

const showItem = (item: Omit<StoredItem, 'sealed'>, checkpoint: string | null): Record<string, unknown> => ({
  ...item.body,
  checkpoint,
  source: item.source,
  countedAt: item.countedAt.toISOString(),
  receivedAt: item.receivedAt.toISOString(),
  timeSuspect: (item.flags & FLAGS.timeSuspect) !== 0,
  ...(item.flags & FLAGS.pairingUnknown ? { pairingUnknown: true } : {}),
  ...(item.flags & FLAGS.afterRetire ? { afterRetire: true } : {}),
})

const readCursor = (cursor: string): { countedAt: Date; id: string } | null => {
  const [, ms, id] = /^(-?\d{1,15})_([0-9a-f-]{36})$/.exec(cursor) ?? []
  return ms === undefined || id === undefined ? null : { countedAt: new Date(Number(ms)), id }
}
