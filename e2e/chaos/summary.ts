import type { RunReport } from './run'

const PROMISED_MS = 10_000

/** What all worlds of a run showed together, in lines. */
export const summarise = (reports: readonly RunReport[]): string[] => {
  const total = (of: (report: RunReport) => number) => reports.reduce((sum, report) => sum + of(report), 0)
  const times = reports.flatMap(({ recoveries }) => recoveries).sort((a, b) => a.ms - b.ms)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.ms ?? 0
  const late = times.filter(({ ms }) => ms > PROMISED_MS)
  const struck = new Map<string, number>()
  for (const report of reports) {
    for (const [fault, count] of Object.entries(report.struck)) struck.set(fault, (struck.get(fault) ?? 0) + count)
  }
  return [
    `seeds ${reports[0]?.seed} to ${reports.at(-1)?.seed}: ${total(({ kills }) => kills)} kills, ` +
      `${total(({ entries }) => entries)} entries, ${total(({ acknowledged }) => acknowledged)} acknowledged, ` +
      `${total(({ findings }) => findings.length)} findings`,
    `recovered ${times.length} times: median ${at(0.5)} ms, 90 % within ${at(0.9)}, 99 % within ${at(0.99)}, at most ${at(1)}; ` +
      `${late.length} over ${PROMISED_MS}${late.length > 0 ? ` (${[...new Set(late.map(({ fault }) => fault))].join(', ')})` : ''}`,
    [...struck].map(([fault, count]) => `${fault} ${count}`).join(', '),
  ]
}
