import { holderPath } from '#domain/alerts/alert-kinds'
import type { Alert } from '#protocol/live'
import type { AlertRow } from '../../db/stores/alert-store'
import type { CheckpointDirectory } from '../checkpoints/checkpoint-directory'

/** An alert as the wire has it. */
export const showAlert = (row: AlertRow, checkpoints: CheckpointDirectory): Alert => {
  const code = row.checkpointId === null ? undefined : checkpoints.byId(row.checkpointId)?.code
  const holder = holderOf(row, checkpoints)
  const members = row.checkpointId === null ? (row.members ?? []) : []
  const many = members.flatMap(({ checkpointId, over }) => {
    const member = checkpoints.byId(checkpointId)
    return member === undefined ? [] : [{ code: member.code, over }]
  })
  return {
    id: row.id,
    // The store holds only what the verbs wrote, and those write the protocol's kinds.
    kind: row.kind as Alert['kind'],
    severity: row.severity as Alert['severity'],
    state: row.state,
    ...(code === undefined ? {} : { checkpoint: code }),
    ...(row.entryId === null ? {} : { entry: row.entryId }),
    raisedAt: row.raisedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    ...(row.owner === null ? {} : { owner: row.owner }),
    count: row.count,
    level: row.level,
    ...(holder === undefined ? {} : { jurisdiction: holder }),
    ...(row.since === null ? {} : { since: row.since.toISOString() }),
    ...(many.length === 0 ? {} : { checkpoints: many, points: many.length }),
    ...(row.detail === null || Object.keys(row.detail).length === 0 ? {} : { detail: row.detail }),
  }
}

/** The code of the jurisdiction that answers for an alert now. */
const holderOf = (row: AlertRow, checkpoints: CheckpointDirectory): string | undefined => {
  const lies = row.checkpointId === null ? null : checkpoints.byId(row.checkpointId)?.path
  const all = [...checkpoints.jurisdictions()]
  const path = lies ?? all.find(({ id }) => id === row.jurisdictionId)?.path
  if (path === undefined) return undefined
  const held = holderPath(path, row.level)
  return all.find((one) => one.path === held)?.code
}
