import type { TransactionSql } from 'postgres'
import type { FieldError } from '#domain/entries/entry'
import { bucketOf } from '#domain/uuid'
import { type CounterMove, FLAGS } from '../../db/stores/entry-rows'
import { insertOnly, lockRoots, type Root, writeStanding } from '../../db/stores/entry-store'
import { wasAt } from './entry-source'
import type { EntryDraft } from './prepare-entry'

interface StoredCorrections {
  ids: Set<string>
  refusals: Map<string, FieldError & { retry?: true }>
  moves: CounterMove[]
  /** Those that stand now, for their alerts. */
  standing: EntryDraft[]
}

const negative = (adds: readonly number[]) => adds.map((value) => -value)

/**
 * Stores corrections under the locks of their roots, each on top of those before it. The one committed last stands;
 * after a void nothing does. Counts move at the root's checkpoint and time.
 */
export const storeCorrections = async (
  sql: TransactionSql,
  drafts: readonly EntryDraft[],
): Promise<StoredCorrections> => {
  const outcome: StoredCorrections = { ids: new Set(), refusals: new Map(), moves: [], standing: [] }
  if (drafts.length === 0) return outcome
  const roots = await lockRoots(sql, uniqueKeys(drafts.map(({ row }) => row.amends ?? row.id)))
  const accepted = drafts.filter((draft) => {
    const root = roots.get(draft.row.amends ?? '')
    const refusal = refuse(draft, root)
    if (refusal !== null) outcome.refusals.set(draft.row.id, refusal)
    if (refusal !== null || root === undefined) return false
    takePlace(draft, root)
    return true
  })
  outcome.ids = await insertOnly(
    sql,
    accepted.map(({ row }) => row),
  )
  const stands = new Map<string, { bucket: number; id: string; standing: boolean }>()
  const changed = new Map<string, { bucket: number; id: string; standingId: string; voided: boolean }>()
  const last = new Map<string, EntryDraft>()
  for (const draft of accepted) {
    const { row } = draft
    const root = roots.get(row.amends ?? '')
    if (root === undefined || !outcome.ids.has(row.id) || root.voided) continue
    const place = { checkpointId: root.checkpointId, countedAtMs: root.countedAtMs }
    outcome.moves.push({ ...place, direction: root.standing.direction, adds: negative(root.standing.adds) })
    outcome.moves.push({ ...place, direction: row.direction, adds: row.adds })
    stands.set(root.standing.id, { bucket: root.standing.bucket, id: root.standing.id, standing: false })
    stands.set(row.id, { bucket: row.bucket, id: row.id, standing: true })
    root.standing = { id: row.id, bucket: row.bucket, direction: row.direction, adds: row.adds }
    root.voided = (row.flags & FLAGS.void) !== 0
    changed.set(root.id, { bucket: root.bucket, id: root.id, standingId: row.id, voided: root.voided })
    last.set(root.id, draft)
  }
  if (changed.size > 0) await writeStanding(sql, [...stands.values()], [...changed.values()])
  outcome.standing = [...last.values()]
  return outcome
}

const uniqueKeys = (ids: readonly string[]) => [...new Set(ids)].map((id) => ({ bucket: bucketOf(id), id }))

const refuse = ({ source }: EntryDraft, root: Root | undefined): (FieldError & { retry?: true }) | null => {
  const error = { path: '/amends', code: 'amends' } as const
  if (root === undefined) return { ...error, message: 'names an entry that has not arrived yet', retry: true }
  if (root.amends !== null) return { ...error, message: 'must name the first entry of the passage, not a correction' }
  if (!wasAt(source, root.checkpointId)) {
    return { ...error, message: 'names an entry of a checkpoint where this device never stood' }
  }
  return null
}

/** A correction counts where and when its root does; it stands only once that is settled. */
const takePlace = (draft: EntryDraft, root: Root): void => {
  draft.row.checkpoint_id = root.checkpointId
  draft.row.counted_at = new Date(root.countedAtMs).toISOString()
  draft.row.flags = (draft.row.flags & ~FLAGS.timeSuspect) | (root.flags & FLAGS.timeSuspect)
  draft.row.standing = false
  draft.countedAtMs = root.countedAtMs
}
