/**
 * The policy that is being written: kept for this visit, so that a reload or a look at another page loses nothing. It
 * begins with the version in force and names it, so that what a colleague put in force since is not undone unseen.
 */
import type { PolicyDocument } from '#domain/policy/policy'
import type { PolicyChange } from '#domain/policy/policy-changes'

export interface Draft {
  base: string
  document: PolicyDocument
}

/** As `GET /policy` answers. */
export interface InForce {
  version: string
  /** Null before the first version. */
  at: string | null
  by: string | null
  byName: string | null
  note: string | null
  document: PolicyDocument
}

/** As `GET /policy/versions` answers. */
export interface PastVersion extends Omit<InForce, 'document' | 'at'> {
  at: string
  changes: PolicyChange[]
}

const STORED_AS = 'kakou.policy-draft'

export const keptDraft = (): Draft | null => {
  try {
    const kept = sessionStorage.getItem(STORED_AS)
    return kept === null ? null : (JSON.parse(kept) as Draft)
  } catch {
    // Storage may be closed to us, or hold what an older page wrote: then there is no draft.
    return null
  }
}

export const keepDraft = (draft: Draft | null): void => {
  try {
    if (draft === null) sessionStorage.removeItem(STORED_AS)
    else sessionStorage.setItem(STORED_AS, JSON.stringify(draft))
  } catch {
    // Kept on this page alone.
  }
}

/** A name for something new in the draft that no other has. */
export const newId = (prefix: string): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(5))
  return `${prefix}-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** The list with this item in the place of the one of its id, or at its end. */
export const withItem = <T extends { id: string }>(list: readonly T[], item: T): T[] =>
  list.some(({ id }) => id === item.id) ? list.map((one) => (one.id === item.id ? item : one)) : [...list, item]
