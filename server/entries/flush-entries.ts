import type { Sql } from 'postgres'
import type { FieldError } from '#domain/entries/entry'
import type { AlertMinutes } from '#domain/policy/policy'
import type { Result } from '#protocol/results'
import { insertAlerts, type RaisedAlert } from '../../db/stores/alert-store'
import { currentTransaction } from '../../db/stores/board-store'
import type { CounterMove } from '../../db/stores/entry-rows'
import { findDigests, insertAndCount, insertOnly, moveCounters } from '../../db/stores/entry-store'
import { raiseAlerts } from '../alerts/raise-alerts'
import type { EntryDraft, PreparedEntry } from './prepare-entry'
import { storeCorrections } from './store-corrections'

/** What a committed flush changed, for the board and the screens. */
export interface StoredChanges {
  /** The transaction that made them: a board that was read later has them already. */
  xid: string
  moves: CounterMove[]
  /** Passages that are new: checkpoint and when they count, epoch milliseconds. */
  passages: { checkpointId: number; countedAtMs: number }[]
  alerts: RaisedAlert[]
  /** Plates of all that was stored. */
  plates: string[]
}

interface FlushOutcome {
  /** One verdict for each prepared entry, in order. */
  results: Result[]
  changes: StoredChanges
}

/** Stores the prepared entries in one transaction. Throws the database's error where nothing was stored. */
export const flushEntries = async (
  sql: Sql,
  prepared: readonly PreparedEntry[],
  nowMs: number,
  alertMinutes?: AlertMinutes,
): Promise<FlushOutcome> => {
  const drafts = prepared.filter((entry): entry is EntryDraft => entry.verdict === null)
  const firsts = new Map<string, EntryDraft>()
  for (const draft of drafts) {
    if (draft.refusal === null && !firsts.has(draft.row.id)) firsts.set(draft.row.id, draft)
  }
  const wanted = [...firsts.values()]
  const simple = wanted.every(({ row, causes }) => row.amends === null && causes.length === 0)
  const stored = simple ? await storeSimple(sql, wanted) : await storeAll(sql, wanted, nowMs, alertMinutes)

  const unsettled = drafts.filter(({ row, refusal }) => refusal !== null || !stored.ids.has(row.id))
  const digests = await findDigests(
    sql,
    unsettled.map(({ row }) => ({ bucket: row.bucket, id: row.id })),
  )
  const results = prepared.map((entry): Result => {
    if (entry.verdict !== null) return entry.verdict
    const { id, digest } = entry.row
    const first = firsts.get(id)
    if (stored.ids.has(id) && first === entry) return { id, status: 'stored' }
    const standing = digests.get(id) ?? (stored.ids.has(id) ? first?.row.digest : undefined)
    if (standing !== undefined) return standing === digest ? { id, status: 'duplicate' } : conflict(id)
    if (entry.refusal !== null) return refused(id, entry.refusal)
    const refusal = stored.refusals.get(id)
    if (refusal === undefined) throw new Error('an entry was neither stored nor found')
    // That of another entry under this id says nothing of this one, which was not tried beside it.
    return refused(id, first?.row.digest === digest ? refusal : TRY_AGAIN)
  })
  return { results, changes: stored.changes }
}

interface Stored {
  ids: ReadonlySet<string>
  /** Corrections that were not stored, with the reason; `retry` where the root may still be on its way. */
  refusals: ReadonlyMap<string, FieldError & { retry?: true }>
  changes: StoredChanges
}

const move = ({ row, countedAtMs }: EntryDraft): CounterMove => ({
  checkpointId: row.checkpoint_id,
  countedAtMs,
  direction: row.direction,
  adds: row.adds,
})

const passage = ({ row, countedAtMs }: EntryDraft) => ({ checkpointId: row.checkpoint_id, countedAtMs })

const platesOf = (drafts: readonly EntryDraft[]): string[] => drafts.flatMap(({ row }) => row.plate ?? [])

const storeSimple = async (sql: Sql, drafts: readonly EntryDraft[]): Promise<Stored> => {
  const { ids, xid } =
    drafts.length === 0
      ? { ids: new Set<string>(), xid: '0' }
      : await insertAndCount(
          sql,
          drafts.map(({ row }) => row),
        )
  const fresh = drafts.filter(({ row }) => ids.has(row.id))
  return {
    ids,
    refusals: new Map(),
    changes: {
      xid,
      moves: fresh.map(move),
      passages: fresh.map(passage),
      alerts: [],
      plates: platesOf(fresh),
    },
  }
}

/** Roots first, then corrections under the locks of their roots, then counters, then alerts: one order for all. */
const storeAll = (
  sql: Sql,
  drafts: readonly EntryDraft[],
  nowMs: number,
  alertMinutes: AlertMinutes | undefined,
): Promise<Stored> =>
  sql.begin(async (transaction) => {
    const roots = drafts.filter(({ row }) => row.amends === null)
    const rootIds = await insertOnly(
      transaction,
      roots.map(({ row }) => row),
    )
    const freshRoots = roots.filter(({ row }) => rootIds.has(row.id))
    const corrections = await storeCorrections(
      transaction,
      drafts.filter(({ row }) => row.amends !== null),
    )
    const moves = [...freshRoots.map(move), ...corrections.moves]
    await moveCounters(transaction, moves)
    const fresh = [...freshRoots, ...corrections.standing]
    const alerts = await insertAlerts(
      transaction,
      fresh.flatMap((draft) => raiseAlerts(draft, nowMs, alertMinutes)),
    )
    return {
      ids: new Set([...rootIds, ...corrections.ids]),
      refusals: corrections.refusals,
      changes: {
        xid: await currentTransaction(transaction),
        moves,
        passages: fresh.map(passage),
        alerts,
        plates: platesOf(drafts.filter(({ row }) => rootIds.has(row.id) || corrections.ids.has(row.id))),
      },
    }
  }) as Promise<Stored>

const conflict = (id: string): Result => ({
  id,
  status: 'rejected',
  errors: [{ path: '/id', code: 'id-conflict', message: 'another entry has this id: send it under a new one' }],
})

const TRY_AGAIN = {
  path: '/id',
  code: 'id-conflict',
  message: 'another entry came under this id at once: send it again',
  retry: true,
} as const

const refused = (id: string, { retry, ...error }: FieldError & { retry?: true }): Result => ({
  id,
  status: 'rejected',
  errors: [error],
  ...(retry ? { retry } : {}),
})
