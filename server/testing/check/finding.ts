/** One thing that a check found wrong. `line` is 1-based; 0 where the whole file is meant. */
export type Finding = { file: string; line: number; rule: string; reason: string }

export function formatFinding(finding: Finding): string {
  const place = finding.line > 0 ? `${finding.file}:${finding.line}` : finding.file
  return `${place} ${finding.rule}: ${finding.reason}`
}
