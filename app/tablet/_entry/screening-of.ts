import type { Disposition, Hit, HitKind } from '#domain/entries/entry'
import { idNumberFaultCode } from '#domain/identifiers/id-number'
import type { RiskArea, Rule } from '#domain/policy/policy'
import { screenRisk } from '#domain/policy/screening'
import type { SubjectKind } from '#domain/policy/watch-subject'
import { idNumberOf, type PersonDetails, RESIDENT_ID_CARD } from './details'
import type { EntryForm, FormAct, HitAnswer, Level } from './form-shape'
import { isComplete, typedPlate } from './plate-draft'

/** What the policy says about the form as it stands: what was hit, what must be answered, how much is asked. */

export interface Ruling {
  version: string
  riskAreas: readonly RiskArea[]
  rules: readonly Rule[]
}

/** What a tablet kept of the release before has no plates and no days yet: it says nothing until the server sends anew. */
export const rulingOf = (policy: Ruling | null): Ruling | null =>
  policy && {
    version: policy.version,
    riskAreas: policy.riskAreas.filter(({ plates }) => Array.isArray(plates)),
    rules: policy.rules.filter(({ days, order }) => typeof days === 'number' && typeof order === 'string'),
  }

export interface Finding {
  /** Same words, same finding: an answer stays with it. */
  key: string
  kind: HitKind
  rule: Rule
  /** Null: the watch list. */
  area: RiskArea | null
  /** What to do with this one, where it is other than the rule's. */
  order: string
  asks: boolean
}

export interface Screening {
  findings: readonly Finding[]
  /** The first that nobody has answered. */
  open: Finding | null
  hits: Hit[]
  level: Level
  /** Been in a risk area, as far as was asked; null: nobody asked. */
  visited: boolean | null
}

const LEVELS: readonly Level[] = ['brief', 'standard', 'full']
const higher = (a: Level, b: Level | null): Level => (b !== null && LEVELS.indexOf(b) > LEVELS.indexOf(a) ? b : a)

/** A rule that the policy no longer has is still a hit, with what the list itself says. */
const missingRule = (id: string): Rule => ({
  id,
  name: id,
  document: '',
  days: 0,
  disposition: 'handover',
  order: '',
  asks: null,
})

interface WatchName {
  kind: SubjectKind
  canonical: string
}

const NUMBER_LEAST = 5

/** What can be looked up on the watch list: whole plates, whole document numbers. */
export function watchNames(form: EntryForm): WatchName[] {
  const names: WatchName[] = []
  if (!form.onFoot && isComplete(form.plate)) {
    const { plate, form: plateForm } = typedPlate(form.plate)
    if (plate !== null && plateForm !== 'partial') names.push({ kind: 'plate', canonical: plate })
  }
  for (const { details } of form.people) {
    const canonical = idNumberOf(details)
    const whole =
      details.idKind === RESIDENT_ID_CARD
        ? idNumberFaultCode(canonical, { paper: form.paper !== null }) === null
        : canonical.length >= NUMBER_LEAST
    if (whole) names.push({ kind: 'person', canonical })
  }
  return names
}

export const nameKey = ({ kind, canonical }: WatchName): string => `${kind}:${canonical}`

function findingsOf(form: EntryForm, ruling: Ruling, nowMs: number): Finding[] {
  const rule = (id: string) => ruling.rules.find((one) => one.id === id) ?? missingRule(id)
  const watched = watchNames(form).flatMap((name) =>
    (form.watched[nameKey(name)] ?? []).map((hit): Finding => {
      const found = rule(hit.rule)
      const order = hit.order ?? found.order
      return { key: `watch ${hit.rule} ${nameKey(name)}`, kind: 'watch', rule: found, area: null, order, asks: false }
    }),
  )
  const { plate, form: plateForm } = typedPlate(form.plate)
  const civil = !form.onFoot && plateForm === 'civil' && isComplete(form.plate) ? plate : null
  const risks = screenRisk(
    {
      plate: civil,
      origins: [form.trip.origin, ...form.people.map(({ details }) => details.origin)].filter((code) => code !== ''),
      stays: form.people.flatMap(({ details }) => [...details.via]),
    },
    ruling,
    nowMs,
  )
  return [
    ...watched,
    ...risks.map(
      ({ kind, area, rule: found, asks }): Finding => ({
        key: `${kind} ${area.id} ${kind === 'plate' ? civil : ''}`,
        kind,
        rule: found,
        area,
        order: found.order,
        asks,
      }),
    ),
  ]
}

/** What of a finding stands in the entry. A question that was answered with no leaves only where the plate is from. */
function hitsOf({ kind, rule, asks }: Finding, answer: HitAnswer | undefined): Hit[] {
  if (!asks) return [{ kind, rule: rule.id }]
  const plate: Hit[] = kind === 'plate' ? [{ kind, rule: rule.id }] : []
  return answer === 'visited' || (kind !== 'plate' && answer === 'done')
    ? [...plate, { kind: 'stay', rule: rule.id }]
    : plate
}

/** An entry that is corrected was answered when it was made; one that was held perhaps not yet. */
const answeredBefore = (hit: Hit, finding: Finding, form: EntryForm): boolean =>
  hit.rule === finding.rule.id && (hit.kind !== 'plate' || form.task.kind !== 'recheck')

export function screeningOf(form: EntryForm, ruling: Ruling | null, nowMs: number): Screening {
  const before = form.task.kind === 'new' ? [] : form.task.kind === 'mend' ? form.task.entry.hits : form.task.root.hits
  const known = before ?? []
  const findings = ruling ? findingsOf(form, ruling, nowMs) : []
  const hits = [...known]
  let level = form.rules.level
  let open: Finding | null = null
  let visited: boolean | null = null
  for (const finding of findings) {
    const answer = form.answers[finding.key]
    const settled = answer !== undefined || known.some((hit) => answeredBefore(hit, finding, form))
    if (!settled) open ??= finding
    if (finding.asks && answer !== undefined && visited !== true) visited = answer !== 'cleared'
    if (!finding.asks || answer === 'visited') level = higher(level, finding.rule.asks)
    for (const hit of hitsOf(finding, answer)) {
      if (!hits.some((one) => one.kind === hit.kind && one.rule === hit.rule)) hits.push(hit)
    }
  }
  return { findings, open, hits, level, visited }
}

/** The rule's own first, then what else may be done; whoever is let pass needs a reason. */
const OTHERWISE: readonly Disposition[] = ['home-observation', 'isolation', 'handover', 'turn-back', 'hold', 'release']
const SHOWN = 4

export const dispositionsOfHit = (finding: Finding): Disposition[] => {
  const first = finding.rule.disposition
  const others = OTHERWISE.filter((one) => one !== first && one !== 'release')
  return [...new Set([first, ...others.slice(0, SHOWN - 2), 'release' as const])]
}

/** What takes back that which was hit, where it was read or tapped wrong. */
export function takenBack(form: EntryForm, { kind, key }: Finding): FormAct[] {
  const ofAll = (change: Partial<PersonDetails>): FormAct[] =>
    form.people.map((_, person) => ({ type: 'details', person, change }))
  if (kind === 'origin') return [{ type: 'trip', change: { origin: '' } }, ...ofAll({ origin: '' })]
  if (kind === 'stay') return ofAll({ via: [] })
  const owner = form.people.findIndex(({ details }) =>
    key.endsWith(nameKey({ kind: 'person', canonical: idNumberOf(details) })),
  )
  if (owner !== -1) return [{ type: 'details', person: owner, change: { idNumber: '' } }]
  return [{ type: 'plate', act: { type: 'back' } }]
}
