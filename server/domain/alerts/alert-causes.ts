import type { Disposition, Entry, Hit } from '../entries/entry'
import { isFever, standingFever, type Thresholds } from '../entries/thresholds'

/** Kinds of alert that an entry itself raises. */
type EntryAlertKind = 'fever' | 'watch' | 'risk'

/** How soon somebody must look, most urgent first. */
export const SEVERITIES = ['critical', 'high', 'medium'] as const
type Severity = (typeof SEVERITIES)[number]

export interface EntryAlert {
  kind: EntryAlertKind
  severity: Severity
  /** Indices in `people` of those concerned; empty where it is the vehicle or the whole entry. */
  people: number[]
  /** The rules that hit, each once; empty for fever. */
  rules: string[]
  /** A standing fever that was sent on, turned back or got away. */
  letGo: boolean
}

/** What may be done with a standing fever: hold, isolate, transfer. */
const KEEPS: ReadonlySet<Disposition> = new Set(['hold', 'isolation', 'hospital', 'handover'])

const feverAlert = (entry: Entry, thresholds: Readonly<Thresholds>): EntryAlert | null => {
  let people: number[] | null = null
  let letGo = false
  for (let index = 0; index < entry.people.length; index++) {
    // In bounds: `index` is below the length.
    const person = entry.people[index]!
    if (!standingFever(person, thresholds)) continue
    const disposition = person.disposition ?? entry.disposition
    const kept = KEEPS.has(disposition)
    // On hold after the first reading: the recheck will say.
    if (kept && !isFever(person, disposition, thresholds)) continue
    people ??= []
    people.push(index)
    letGo ||= !kept
  }
  return people === null ? null : { kind: 'fever', severity: letGo ? 'critical' : 'high', people, rules: [], letGo }
}

const hitAlert = (kind: 'watch' | 'risk', hits: readonly Hit[]): EntryAlert | null => {
  const rules: string[] = []
  let found = false
  for (const hit of hits) {
    if ((hit.kind === 'watch') !== (kind === 'watch')) continue
    found = true
    if (!rules.includes(hit.rule)) rules.push(hit.rule)
  }
  return found ? { kind, severity: kind === 'watch' ? 'high' : 'medium', people: [], rules, letGo: false } : null
}

/**
 * The alerts that an entry raises by itself, at most one of a kind: a confirmed fever, or a standing one that was not
 * kept; a hit on the watch list; a risk hit. A void and a drill raise none.
 */
export const entryAlerts = (entry: Entry, thresholds: Readonly<Thresholds>): EntryAlert[] => {
  if (entry.drill === true || entry.void != null) return []
  const alerts: EntryAlert[] = []
  const fever = feverAlert(entry, thresholds)
  if (fever !== null) alerts.push(fever)
  if (entry.hits != null && entry.hits.length > 0) {
    const watch = hitAlert('watch', entry.hits)
    if (watch !== null) alerts.push(watch)
    const risk = hitAlert('risk', entry.hits)
    if (risk !== null) alerts.push(risk)
  }
  return alerts
}
