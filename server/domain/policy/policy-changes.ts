import { jsonPointer } from '../json-pointer'
import type { PolicyDocument } from './policy'

/** One difference between two versions. `path` is a JSON Pointer; in lists of things with ids it holds the id. */
export interface PolicyChange {
  path: string
  /** Null: it was not there. */
  before: unknown
  /** Null: it is gone. */
  after: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const byId = (list: readonly { id: string }[]): Record<string, unknown> =>
  Object.fromEntries(list.map((item) => [item.id, item]))

/** Whatever the order of members: Postgres keeps its own. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]))
  if (!isRecord(a) || !isRecord(b)) return a === b
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
}

/** Things with ids are compared as a whole below their list; everything else leaf by leaf. */
const compare = (path: string, before: unknown, after: unknown, depth: number): PolicyChange[] => {
  if (isSame(before, after)) return []
  if (depth === 0 || !isRecord(before) || !isRecord(after)) {
    return [{ path, before: before ?? null, after: after ?? null }]
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key) =>
    compare(
      path + jsonPointer([key]),
      Object.hasOwn(before, key) ? before[key] : null,
      Object.hasOwn(after, key) ? after[key] : null,
      depth - 1,
    ),
  )
}

/** What another version says otherwise, in the order of the document. */
export const policyChanges = (before: PolicyDocument, after: PolicyDocument): PolicyChange[] =>
  [
    'thresholds' as const,
    'recheckMinutes' as const,
    'level' as const,
    'levelAt' as const,
    'deadlines' as const,
    'alertLimits' as const,
    'stateTimes' as const,
    'riskAreas' as const,
    'rules' as const,
    'checklists' as const,
    'watchlist' as const,
  ].flatMap((key) => {
    if (key === 'riskAreas' || key === 'rules' || key === 'checklists')
      return compare(`/${key}`, byId(before[key]), byId(after[key]), 1)
    return compare(`/${key}`, before[key], after[key], 2)
  })
