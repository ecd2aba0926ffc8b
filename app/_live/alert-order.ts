import type { Alert, CheckpointLive } from '#protocol/live'

/** Those to be handled, in the order given (by due time). */
export const toHandle = (alerts: readonly Alert[]): Alert[] => alerts.filter(({ state }) => state !== 'resolved')

/** Fever and watch list stop the lane: they put the octagon on their checkpoint. */
export const isAlarm = ({ kind, state }: Pick<Alert, 'kind' | 'state'>): boolean =>
  state === 'open' && (kind === 'fever' || kind === 'watch')

/** How many open alarms each checkpoint has. */
export const alarmsByCheckpoint = (alerts: readonly Alert[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const alert of alerts)
    if (alert.checkpoint !== undefined && isAlarm(alert))
      counts.set(alert.checkpoint, (counts.get(alert.checkpoint) ?? 0) + 1)
  return counts
}

/** The one before or after the selected, staying at the ends; the first where none is selected. */
export const neighbourAlert = (alerts: readonly Alert[], selected: string | null, step: 1 | -1): Alert | null => {
  const at = alerts.findIndex(({ id }) => id === selected)
  if (at < 0) return alerts[0] ?? null
  return alerts[Math.min(alerts.length - 1, Math.max(0, at + step))] ?? null
}

const TROUBLE: readonly CheckpointLive['state'][] = [
  'alarm',
  'offline',
  'unstaffed',
  'quiet',
  'reporting',
  'planned',
  'closed',
]

const troubleRank = new Map(TROUBLE.map((state, rank) => [state, rank]))
const collator = new Intl.Collator('zh')
/** The order of all names seen: to compare two by their letters is what a sort of thousands spends its time on. */
let nameRanks = new Map<string, number>()

const ranksOf = (checkpoints: readonly CheckpointLive[]): ReadonlyMap<string, number> => {
  if (!checkpoints.every((one) => nameRanks.has(nameOf(one)))) {
    const names = [...new Set(checkpoints.map(nameOf))].sort(collator.compare)
    nameRanks = new Map(names.map((name, rank) => [name, rank]))
  }
  return nameRanks
}

/** The order in which checkpoints are listed and take the focus: trouble first, then by name. */
export const byTrouble = (checkpoints: readonly CheckpointLive[]): CheckpointLive[] =>
  sortedBy(checkpoints, ranksOf(checkpoints))

const sortedBy = (checkpoints: readonly CheckpointLive[], ranks: ReadonlyMap<string, number>): CheckpointLive[] =>
  [...checkpoints].sort(
    (a, b) =>
      (troubleRank.get(a.state) ?? 0) - (troubleRank.get(b.state) ?? 0) ||
      (ranks.get(nameOf(a)) ?? 0) - (ranks.get(nameOf(b)) ?? 0),
  )

export const nameOf = ({ name, code }: Pick<CheckpointLive, 'name' | 'code'>): string => name || code
