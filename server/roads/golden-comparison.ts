import { metresBetween } from '#domain/coverage/geometry'
import type { CoverageResult } from '#domain/coverage/result'

/** Compares results with golden ones: metres within 0.2 m and one in a million, degrees within 1e-6, ids by place, paths by length. */
export function differences(actual: CoverageResult, expected: Partial<CoverageResult>): string[] {
  const found: string[] = []
  const report = (path: string, got: unknown, want: unknown) => {
    found.push(`${path}: got ${JSON.stringify(got)?.slice(0, 200)}, want ${JSON.stringify(want)?.slice(0, 200)}`)
  }
  const compare = (path: string, got: unknown, want: unknown): void => {
    const key = path.split('.').pop() ?? ''
    if (key === 'path' && isLine(want)) {
      if (!isLine(got) || !nearMetres(lineMetres(got), lineMetres(want))) report(path, got, want)
    } else if (typeof want === 'number') {
      const isClose =
        typeof got === 'number' &&
        (/etres/.test(path)
          ? nearMetres(got, want)
          : ['lng', 'lat'].includes(key)
            ? Math.abs(got - want) <= 1e-6
            : got === want)
      if (!isClose) report(path, got, want)
    } else if (['id', 'group', 'crossing'].includes(key) && typeof want === 'string') {
      if (typeof got !== 'string' || !samePlace(got, want)) report(path, got, want)
    } else if (Array.isArray(want)) {
      if (!Array.isArray(got) || got.length !== want.length)
        report(`${path}.length`, Array.isArray(got) ? got.length : got, want.length)
      else for (const [at, item] of want.entries()) compare(`${path}[${at}]`, got[at], item)
    } else if (typeof want === 'object' && want !== null) {
      if (typeof got !== 'object' || got === null) report(path, got, want)
      else {
        const left = new Map(Object.entries(got))
        for (const [name, value] of Object.entries(want)) compare(`${path}.${name}`, left.get(name), value)
      }
    } else if (got !== want) report(path, got, want)
  }
  for (const [name, value] of Object.entries(expected)) {
    if (name === 'warnings') {
      const kinds = (warnings: unknown) =>
        Array.isArray(warnings) ? warnings.map((warning: { kind: string }) => warning.kind).sort() : []
      compare('warnings', kinds(actual.warnings), kinds(value))
    } else compare(name, new Map(Object.entries(actual)).get(name), value)
  }
  return found
}

function nearMetres(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.2 + Math.abs(b) * 1e-6
}

function samePlace(a: string, b: string): boolean {
  const [lng1 = 0, lat1 = 0] = a.split(',').map(Number)
  const [lng2 = 0, lat2 = 0] = b.split(',').map(Number)
  return Math.abs(lng1 - lng2) <= 1.5e-6 && Math.abs(lat1 - lat2) <= 1.5e-6
}

function isLine(value: unknown): value is [number, number][] {
  return Array.isArray(value)
}

function lineMetres(line: readonly [number, number][]): number {
  let metres = 0
  line.forEach(([lng, lat], at) => {
    const before = line[at - 1]
    if (before) metres += metresBetween(before[0], before[1], lng, lat)
  })
  return metres
}
