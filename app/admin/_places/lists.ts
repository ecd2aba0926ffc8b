/** Lists as they are typed: names with any mark between, lanes and equipment one a line. */
import type { Arrangement } from './checkpoint'

export const namesIn = (typed: string): string[] => [
  ...new Set(typed.split(/[\s、，,;；]+/).filter((name) => name !== '')),
]

export const lanesOut = (lanes: Arrangement['lanes']): string =>
  lanes
    .map(({ name, direction }) => (direction === null ? name : `${name} ${direction === 'in' ? '进' : '出'}`))
    .join('\n')

export const lanesIn = (typed: string): Arrangement['lanes'] =>
  linesOf(typed).map((line) => {
    const [, name = line, way] = /^(.*?)\s+(进|出|in|out)$/.exec(line) ?? []
    return { name, direction: way === undefined ? null : way === '进' || way === 'in' ? 'in' : 'out' }
  })

export const equipmentOut = (equipment: Arrangement['equipment']): string =>
  equipment.map(({ name, count }) => `${name}×${count}`).join('\n')

/** Without a number there is one. */
export const equipmentIn = (typed: string): Arrangement['equipment'] =>
  linesOf(typed).map((line) => {
    const [, name = line, count = '1'] = /^(.*?)\s*[×xX*]\s*(\d{1,6})$/.exec(line.normalize('NFKC')) ?? []
    return { name, count: Number(count) }
  })

const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
