import type { HitKind } from '../entries/entry'
import { DAY_MS, parseInstant } from '../instant'
import { hasPrefix, isWithinCode, type RiskArea, type Rule } from './policy'

/**
 * 风险筛查 at the barrier, with what the tablet holds: which risk areas does this plate, this declared origin or this
 * stay of the last days hit, and by which rule. A plate tells where a car is registered, not where anybody was.
 */

/** What was typed so far; codes are GB/T 2260. */
export interface Screened {
  /** Canonical and civil; null: none, or of another form. */
  plate: string | null
  /** Declared origins, of the vehicle and of each person. */
  origins: readonly string[]
  /** Places of the last days, of all people. */
  stays: readonly string[]
}

interface RiskFinding {
  kind: Exclude<HitKind, 'watch'>
  area: RiskArea
  rule: Rule
  /** True: people must be asked first (a plate; a part of a region; a province that has the area in it), and only their answer disposes of anything. */
  asks: boolean
}

/** Whether the area still matters to whoever comes now: it began, and its end lies within the days that are asked back. */
export function isInForce(area: RiskArea, rule: Rule, nowMs: number): boolean {
  const from = parseInstant(area.from)
  const to = area.to === null ? null : parseInstant(area.to)
  if (from === null || from > nowMs) return false
  return to === null || to > nowMs - rule.days * DAY_MS
}

/** A region said in the large (湖北) may mean the area (江汉区), so it is asked about. */
function reach(regions: readonly string[], code: string | null): 'within' | 'around' | 'apart' {
  if (code === null) return 'apart'
  if (regions.some((region) => isWithinCode(region, code))) return 'within'
  return regions.some((region) => isWithinCode(code, region)) ? 'around' : 'apart'
}

/** Strongest evidence first; an area is named once, by the strongest. */
export function screenRisk(
  { plate, origins, stays }: Screened,
  policy: { riskAreas: readonly RiskArea[]; rules: readonly Rule[] },
  nowMs: number,
): RiskFinding[] {
  const byRank: Record<RiskFinding['kind'], RiskFinding[]> = { stay: [], origin: [], plate: [] }
  for (const area of policy.riskAreas) {
    const stay = reach(stays, area.code)
    const origin = reach(origins, area.code)
    const kind =
      stay !== 'apart'
        ? 'stay'
        : origin !== 'apart'
          ? 'origin'
          : plate !== null && hasPrefix(plate, area.plates)
            ? 'plate'
            : null
    if (kind === null) continue
    const rule = policy.rules.find(({ id }) => id === area.rule)
    if (!rule || !isInForce(area, rule, nowMs)) continue
    const sure = (stay === 'within' || origin === 'within') && area.part === null
    byRank[kind].push({ kind, area, rule, asks: !sure })
  }
  return [...byRank.stay, ...byRank.origin, ...byRank.plate]
}
