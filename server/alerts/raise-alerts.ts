import { randomBytes } from 'node:crypto'
import { uuidV7 } from '#domain/uuid'
import type { NewAlert } from '../../db/stores/alert-store'
import type { EntryDraft } from '../entries/prepare-entry'

/** How long a kind of alert may wait until somebody has received it, minutes. */
const DUE_MINUTES = { fever: 10, watch: 15, risk: 120 } as const

/**
 * The alerts of one stored entry. Fever and watch list fold by passage, so that a correction raises none twice; risk
 * areas fold by checkpoint.
 */
export const raiseAlerts = ({ row, causes }: EntryDraft, nowMs: number): NewAlert[] =>
  causes.map(({ kind, severity }) => ({
    id: uuidV7(nowMs, randomBytes(16)),
    kind,
    severity,
    checkpointId: row.checkpoint_id,
    entryId: row.amends ?? row.id,
    foldKey: kind === 'risk' ? `risk:${row.checkpoint_id}` : `${kind}:${row.amends ?? row.id}`,
    raisedAt: new Date(nowMs).toISOString(),
    dueAt: new Date(nowMs + DUE_MINUTES[kind] * 60_000).toISOString(),
  }))
