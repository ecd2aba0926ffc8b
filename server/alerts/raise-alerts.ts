import { randomBytes } from 'node:crypto'
import { MINUTE_MS } from '#domain/instant'
import { type AlertMinutes, DEFAULT_POLICY } from '#domain/policy/policy'
import { uuidV7 } from '#domain/uuid'
import type { NewAlert } from '../../db/stores/alert-store'
import type { EntryDraft } from '../entries/prepare-entry'

/**
 * The alerts of one stored entry. Fever and watch list fold by passage, so that a correction raises none twice; risk
 * areas fold by checkpoint.
 */
export const raiseAlerts = (
  { row, causes }: EntryDraft,
  nowMs: number,
  minutes: AlertMinutes = DEFAULT_POLICY.deadlines.alertMinutes,
): NewAlert[] =>
  causes.map(({ kind, severity }) => ({
    id: uuidV7(nowMs, randomBytes(16)),
    kind,
    severity,
    checkpointId: row.checkpoint_id,
    entryId: row.amends ?? row.id,
    foldKey: kind === 'risk' ? `risk:${row.checkpoint_id}` : `${kind}:${row.amends ?? row.id}`,
    raisedAt: new Date(nowMs).toISOString(),
    dueAt: new Date(nowMs + minutes[kind] * MINUTE_MS).toISOString(),
  }))
