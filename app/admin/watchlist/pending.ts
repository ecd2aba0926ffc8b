import type { SubjectKind } from '#domain/policy/watch-subject'

/** As `GET /policy/watchlist` answers. */
export interface Subject {
  id: number
  kind: SubjectKind
  /** Masked. */
  label: string
  rule: string
  reason: string
  order: string | null
  expires: string
  by: string
  at: string
}

/** A subject that is not on the list yet. It is kept on this page alone: names of the watched lie in no storage. */
export interface NewSubject {
  kind: SubjectKind
  subject: string
  label: string
  rule: string
  reason: string
  order: string | null
  expires: string
}

export interface Pending {
  add: NewSubject[]
  end: { id: number; reason: string }[]
}

export const NOTHING: Pending = { add: [], end: [] }

export const isNothing = ({ add, end }: Pending): boolean => add.length === 0 && end.length === 0
