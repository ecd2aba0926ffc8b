import type { ItemKind } from '#domain/item'
import { sightOf } from '#domain/who-sees'
import { inScope } from '../../db/access/in-scope'
import { FLAGS } from '../../db/stores/entry-rows'
import { findItems, type StoredItem } from '../../db/stores/item-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
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
  const found = await inScope(core.database, actor, (tx) =>
    findItems(tx, { ...input, checkpointIds, before, limit: PAGE + 1 }),
  )
  const page = found.slice(0, PAGE)
  const last = found.length > PAGE ? page.at(-1) : undefined
  return done({
    items: page.map((item) => {
      const body = seesNotes(actor) ? openItem(core.keys, item) : item.body
      return showItem({ ...item, body }, core.checkpoints.byId(item.checkpointId)?.code ?? null)
    }),
    cursor: last === undefined ? null : `${last.countedAt.getTime()}_${last.id}`,
  })
}

const seesNotes = ({ role }: PersonActor): boolean => sightOf(role, 'notes') !== 'none'

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
