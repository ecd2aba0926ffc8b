import { createHash } from 'node:crypto'
import type { AuditLink, AuditRow } from '../../db/stores/audit-store'

/** SHA-256 over the hash of the link before (nothing, for the first), and over number, time and lines as JSON. */
export const linkHash = (
  before: Buffer | null,
  { number, at }: Pick<AuditLink, 'number' | 'at'>,
  lines: readonly AuditRow[],
): Buffer => {
  const hash = createHash('sha256')
  if (before !== null) hash.update(before)
  hash.update(JSON.stringify([number, at.toISOString()]))
  for (const line of lines) {
    const { id, actor, verb, target, change, reason, address, scope } = line
    const sealed = line.sealed?.toString('hex') ?? null
    hash.update(
      JSON.stringify([id, line.at.toISOString(), actor, verb, target, change, reason, address, scope, sealed]),
    )
  }
  return hash.digest()
}
