import type { Permit } from '../../db/stores/trajectory-store'
import type { Core } from '../core'

export interface ShownPermit {
  id: string
  plate: string | null
  from: string
  to: string
  reason: string
  askedBy: string
  approver: string
  askedAt: string
  approvedAt: string | null
  expiresAt: string
}

export const permitContext = (id: string): string => `trajectory ${id}`

/** The plate of a permit; null where its key was destroyed. */
export const plateOf = (core: Core, { id, plate }: Permit): string | null => core.keys.open(plate, permitContext(id))

/** A permit as both who are part of it see it. */
export const showPermit = (core: Core, permit: Permit): ShownPermit => ({
  id: permit.id,
  plate: plateOf(core, permit),
  from: permit.since.toISOString(),
  to: permit.until.toISOString(),
  reason: permit.reason,
  askedBy: permit.askedBy,
  approver: permit.approver,
  askedAt: permit.askedAt.toISOString(),
  approvedAt: permit.approvedAt?.toISOString() ?? null,
  expiresAt: permit.expiresAt.toISOString(),
})
