import type { FieldError } from '../entries/entry'
import { PROVINCES } from '../identifiers/plate'
import { parseInstant } from '../instant'
import type { PolicyDocument, RiskArea } from './policy'

const PREFIX = new RegExp(`^[${PROVINCES}][A-Z]?[A-HJ-NP-Z0-9]{0,3}$`)
/** 2 to 6 digits as GB/T 2260 has them, 9 and 12 as the towns and villages below. */
const CODE = /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/

const fault = (path: string, message: string): FieldError => ({ path, code: 'value', message })

const areaFaults = (area: RiskArea, path: string, rules: ReadonlySet<string>): FieldError[] => {
  const faults: FieldError[] = []
  if (area.code === null && area.plates.length === 0) faults.push(fault(`${path}/code`, 'must be given, or plates'))
  if (area.code !== null && !CODE.test(area.code)) {
    faults.push(fault(`${path}/code`, 'must be a GB/T 2260 code of 2, 4 or 6 digits, or one of 9 or 12'))
  }
  if (area.part !== null && area.code === null) faults.push(fault(`${path}/part`, 'is a part of what has a code'))
  for (const [index, prefix] of area.plates.entries()) {
    if (!PREFIX.test(prefix)) faults.push(fault(`${path}/plates/${index}`, 'must begin as a civil plate does'))
  }
  const from = parseInstant(area.from)
  const to = area.to === null ? null : parseInstant(area.to)
  if (from === null) faults.push(fault(`${path}/from`, 'must be a time that exists'))
  else if (area.to !== null && (to === null || to <= from)) faults.push(fault(`${path}/to`, 'must be after from'))
  if (!rules.has(area.rule)) faults.push(fault(`${path}/rule`, 'must be the id of one of the rules'))
  return faults
}

const repeated = (ids: readonly string[]): number[] =>
  ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []))

/**
 * What is wrong with a policy beyond its shape. `rulesInUse`: rules that subjects of the watch list name, so that they
 * can't go. Empty where it may be put in force.
 */
export const policyFaults = (policy: PolicyDocument, rulesInUse: readonly string[] = []): FieldError[] => {
  const ruleIds = policy.rules.map(({ id }) => id)
  const known = new Set(ruleIds)
  const { offlineAfterMs, quietAfterMs } = policy.stateTimes
  const reports = policy.deadlines.reports
  return [
    ...repeated(ruleIds).map((index) => fault(`/rules/${index}/id`, 'is the id of another rule')),
    ...repeated(policy.riskAreas.map(({ id }) => id)).map((index) =>
      fault(`/riskAreas/${index}/id`, 'is the id of another area'),
    ),
    ...policy.riskAreas.flatMap((area, index) => areaFaults(area, `/riskAreas/${index}`, known)),
    ...repeated(policy.checklists.map(({ id }) => id)).map((index) =>
      fault(`/checklists/${index}/id`, 'is the id of another list'),
    ),
    ...policy.checklists.flatMap(({ items }, list) =>
      repeated(items.map(({ id }) => id)).map((index) =>
        fault(`/checklists/${list}/items/${index}/id`, 'is the id of another item of the list'),
      ),
    ),
    ...rulesInUse
      .filter((id) => !known.has(id))
      .map((id) => fault('/rules', `must keep ${id}: the watch list names it`)),
    ...reports.flatMap((time, index) =>
      TIME_OF_DAY.test(time) ? [] : [fault(`/deadlines/reports/${index}`, 'must be a time of day, HH:MM')],
    ),
    ...repeated(reports).map((index) => fault(`/deadlines/reports/${index}`, 'stands there twice')),
    ...(quietAfterMs <= offlineAfterMs ? [fault('/stateTimes/quietAfterMs', 'must be more than offlineAfterMs')] : []),
  ]
}
