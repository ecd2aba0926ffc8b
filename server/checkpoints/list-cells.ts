/** Lists in one cell of a table: 公安、卫健 · 测温枪×3、帐篷×1 · 1 进、2 出. */

const parts = (text: string): string[] =>
  text
    .split(/[、，,;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const asList = (value: unknown): unknown => (typeof value === 'string' ? parts(value) : value)

const asLane = (part: unknown): unknown => {
  if (typeof part !== 'string') return part
  const [, name = part, way] = /^(.*?)\s+(进|出|in|out)$/.exec(part) ?? []
  return { name, direction: way === undefined ? null : way === '进' || way === 'in' ? 'in' : 'out' }
}

const asThing = (part: unknown): unknown => {
  if (typeof part !== 'string') return part
  const [, name = part, count = '1'] = /^(.*?)\s*[×xX*]\s*(\d+)$/.exec(part) ?? []
  return { name, count: Number(count) }
}

export const readNames = asList
export const readLanes = (value: unknown): unknown => {
  // A bare number says how many; they are called 1, 2, 3 then.
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 40
  const list = isCount ? Array.from({ length: value }, (_, index) => String(index + 1)) : asList(value)
  return Array.isArray(list) ? list.map(asLane) : list
}
export const readThings = (value: unknown): unknown => {
  const list = asList(value)
  return Array.isArray(list) ? list.map(asThing) : list
}

const WAYS = { in: '进', out: '出' } as const

export const writeNames = (names: readonly string[]): string => names.join('、')
export const writeLanes = (lanes: readonly { name: string; direction?: 'in' | 'out' | null | undefined }[]): string =>
  lanes.map(({ name, direction }) => (direction == null ? name : `${name} ${WAYS[direction]}`)).join('、')
export const writeThings = (things: readonly { name: string; count: number }[]): string =>
  things.map(({ name, count }) => `${name}×${count}`).join('、')
