import { PROVINCES } from '#domain/identifiers/plate'

/**
 * 特种: plates that do not follow the civil pattern, place by place, so that each place has its own page of keys. Those
 * with a suffix (警 学 挂 港 澳 领 应急) are civil ones: they open the ordinary cells with the suffix in its place.
 */

type PlaceClass = 'province' | 'letter' | 'digit' | 'serial'

interface LineTemplate {
  kind: 'line'
  /** Typed by itself. */
  before: string
  places: readonly PlaceClass[]
  after: string
}

interface CellsTemplate {
  kind: 'cells'
  suffix: string
  /** What the first places always are. */
  preset: readonly string[]
}

const repeat = (place: PlaceClass, times: number): PlaceClass[] => Array.from({ length: times }, () => place)
const line = (before: string, places: readonly PlaceClass[], after = ''): LineTemplate => ({
  kind: 'line',
  before,
  places,
  after,
})
const cells = (suffix: string, ...preset: string[]): CellsTemplate => ({ kind: 'cells', suffix, preset })

export const PLATE_TEMPLATES = {
  /** 2012 pattern: two letters of the unit, five more. */
  military: line('', ['letter', 'letter', 'serial', ...repeat('digit', 4)]),
  armedPolice: line('WJ', ['province', ...repeat('digit', 4), 'serial']),
  emergency: cells('应急'),
  police: cells('警'),
  embassy: line('使', repeat('digit', 6)),
  consulate: cells('领'),
  training: cells('学'),
  trailer: cells('挂'),
  hongKong: cells('港', '粤', 'Z'),
  macao: cells('澳', '粤', 'Z'),
  temporary: line('', ['province', 'letter', ...repeat('serial', 5)], '临'),
  /** A digit second, unlike any car. */
  tractor: line('', ['province', 'digit', 'digit', ...repeat('serial', 5)]),
  aviation: line('民航', ['letter', ...repeat('digit', 4)]),
} as const satisfies Record<string, LineTemplate | CellsTemplate>

type PlateTemplate = keyof typeof PLATE_TEMPLATES
/** Any characters in any order: local e-bike plates, old patterns. */
export type LinePattern = PlateTemplate | 'free'

export const TEMPLATE_ORDER: readonly PlateTemplate[] = [
  'military',
  'armedPolice',
  'emergency',
  'police',
  'embassy',
  'consulate',
  'training',
  'trailer',
  'hongKong',
  'macao',
  'temporary',
  'tractor',
  'aviation',
]

/** Without I and O, which are not on plates. */
export const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
export const DIGITS = '1234567890'
export const UNREADABLE = '?'
const LINE_MOST = 15

const CHARACTERS: Record<PlaceClass, string> = {
  province: PROVINCES,
  letter: LETTERS,
  digit: DIGITS,
  serial: LETTERS + DIGITS,
}

const lineTemplate = (pattern: LinePattern): LineTemplate | null => {
  if (pattern === 'free') return null
  const template = PLATE_TEMPLATES[pattern]
  return template.kind === 'line' ? template : null
}

/** How many of its own places are typed. */
const typed = (template: LineTemplate, text: string): number =>
  Math.min([...text].length - [...template.before].length, template.places.length)

/** The line of a pattern before anything was typed. */
export const startOfLine = (pattern: LinePattern): string => lineTemplate(pattern)?.before ?? ''

/** What the next place takes; null where it is full. */
export function nextPlace(pattern: LinePattern, text: string): PlaceClass | 'free' | null {
  const template = lineTemplate(pattern)
  if (!template) return [...text].length < LINE_MOST ? 'free' : null
  return template.places[typed(template, text)] ?? null
}

export function typeIntoLine(pattern: LinePattern, text: string, value: string): string {
  const template = lineTemplate(pattern)
  if (!template) return [...text, ...value].length > LINE_MOST ? text : text + value
  const place = template.places[typed(template, text)]
  if (place === undefined || (value !== UNREADABLE && !CHARACTERS[place].includes(value))) return text
  const longer = text + value
  return typed(template, longer) === template.places.length ? longer + template.after : longer
}

/** Takes back one place that was typed; null where only what stands by itself is left. */
export function backInLine(pattern: LinePattern, text: string): string | null {
  const template = lineTemplate(pattern)
  if (!template) return text === '' ? null : [...text].slice(0, -1).join('')
  const places = typed(template, text)
  return places === 0 ? null : [...text].slice(0, [...template.before].length + places - 1).join('')
}

export const placesLeft = (pattern: LinePattern, text: string): number => {
  const template = lineTemplate(pattern)
  return template ? template.places.length - typed(template, text) : 0
}

/** The pattern that a plate was typed by, for a correction. */
export function patternOf(plate: string): LinePattern {
  const fits = TEMPLATE_ORDER.find((name) => {
    const template = lineTemplate(name)
    if (!template) return false
    const { before, places, after } = template
    const characters = [...plate]
    const from = [...before].length
    return (
      plate.startsWith(before) &&
      plate.endsWith(after) &&
      characters.length === from + places.length + [...after].length &&
      places.every((place, index) => {
        const character = characters[from + index] ?? ''
        return character === UNREADABLE || CHARACTERS[place].includes(character)
      })
    )
  })
  return fits ?? 'free'
}
