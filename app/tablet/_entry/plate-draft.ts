import type { PlateForm } from '#domain/entries/entry'
import { PLATE_SUFFIXES, type PlateFaultCode, PROVINCES, plateFaultCode } from '#domain/identifiers/plate'
import {
  backInLine,
  DIGITS,
  LETTERS,
  type LinePattern,
  nextPlace,
  PLATE_TEMPLATES,
  patternOf,
  placesLeft,
  startOfLine,
  typeIntoLine,
  UNREADABLE,
} from './plate-template'

/**
 * A plate while it is typed. The keypad's page follows the place: only what can stand there can be typed.
 * `civil` has eight places, the last offered and never demanded (new energy); the others are a line of text, `special`
 * by the pattern that was chosen first.
 */

type PlateMode = 'civil' | 'special' | 'foreign' | 'none'

export interface PlateDraft {
  mode: PlateMode
  /** Civil: one item a place, empty where nothing was typed. A suffix (应急) is one item in the seventh. */
  cells: readonly string[]
  cursor: number
  /** The eighth place was asked for. */
  energy: boolean
  /** Special and foreign. */
  line: string
  /** Special; null: not chosen yet. */
  pattern: LinePattern | null
}

export type PlatePage =
  | 'provinces'
  | 'letters'
  | 'digits'
  | 'serial'
  | 'patterns'
  | 'free'
  | 'foreign'
  | 'full'
  | 'none'

export type PlateAct =
  | { type: 'key'; value: string }
  | { type: 'back' }
  | { type: 'clear' }
  | { type: 'cell'; index: number }
  | { type: 'mode'; mode: PlateMode }
  | { type: 'pattern'; pattern: LinePattern }

export const PLACES = 8
const SUFFIX_PLACE = 6
const FOREIGN_MOST = 15
export const SUFFIXES: readonly string[] = PLATE_SUFFIXES

export const emptyPlate = (province: string): PlateDraft => ({
  mode: 'civil',
  cells: [province, '', '', '', '', '', '', ''],
  cursor: province === '' ? 0 : 1,
  energy: false,
  line: '',
  pattern: null,
})

const PAGE_OF = {
  province: 'provinces',
  letter: 'letters',
  digit: 'digits',
  serial: 'serial',
  free: 'free',
} as const

export function pageOf({ mode, cursor, pattern, line }: PlateDraft): PlatePage {
  if (mode === 'special') {
    if (pattern === null) return 'patterns'
    const place = nextPlace(pattern, line)
    return place === null ? 'full' : PAGE_OF[place]
  }
  if (mode !== 'civil') return mode
  if (cursor === 0) return 'provinces'
  return cursor === 1 ? 'letters' : 'serial'
}

export const takesSuffix = (draft: PlateDraft): boolean => draft.mode === 'civil' && draft.cursor === SUFFIX_PLACE

function fits(cursor: number, value: string): boolean {
  if (value === UNREADABLE) return true
  if (cursor === 0) return PROVINCES.includes(value)
  if (cursor === 1) return LETTERS.includes(value)
  if (SUFFIXES.includes(value)) return cursor === SUFFIX_PLACE
  return LETTERS.includes(value) || DIGITS.includes(value)
}

const placesOf = ({ energy }: PlateDraft): number => (energy ? PLACES : PLACES - 1)

const hasSuffix = ({ cells }: PlateDraft): boolean => SUFFIXES.includes(cells[SUFFIX_PLACE] ?? '')

/** The first empty place from `from` on, else the first of all, else the end. */
function nextEmpty(draft: PlateDraft, from: number): number {
  const end = hasSuffix(draft) ? SUFFIX_PLACE + 1 : placesOf(draft)
  for (let index = from; index < end; index += 1) if (draft.cells[index] === '') return index
  for (let index = 0; index < from && index < end; index += 1) if (draft.cells[index] === '') return index
  return end
}

function typeKey(draft: PlateDraft, value: string): PlateDraft {
  if (draft.mode === 'none') return draft
  if (draft.mode === 'special') {
    return draft.pattern === null ? draft : { ...draft, line: typeIntoLine(draft.pattern, draft.line, value) }
  }
  if (draft.mode === 'foreign') {
    return draft.line.length + value.length > FOREIGN_MOST ? draft : { ...draft, line: draft.line + value }
  }
  const cursor = Math.min(draft.cursor, placesOf(draft) - 1)
  if (!fits(cursor, value)) return draft
  const suffix = SUFFIXES.includes(value)
  const cells = draft.cells.map((cell, index) => (index === cursor ? value : suffix && index > cursor ? '' : cell))
  const typed = { ...draft, cells, energy: draft.energy && !suffix }
  return { ...typed, cursor: nextEmpty(typed, cursor + 1) }
}

function back(draft: PlateDraft): PlateDraft {
  if (draft.mode === 'special') {
    const line = draft.pattern === null ? null : backInLine(draft.pattern, draft.line)
    return line === null ? { ...draft, pattern: null, line: '' } : { ...draft, line }
  }
  if (draft.mode !== 'civil') return { ...draft, line: draft.line.slice(0, -1) }
  const filled = draft.cells[draft.cursor] ? draft.cursor : draft.cursor - 1
  if (filled < 0) return draft
  const cells = draft.cells.map((cell, index) => (index === filled ? '' : cell))
  return { ...draft, cells, cursor: filled, energy: draft.energy && filled < PLACES - 1 }
}

/** A pattern with a suffix opens the ordinary cells: what they hold already stays where it can stand. */
function choosePattern(draft: PlateDraft, pattern: LinePattern): PlateDraft {
  const template = pattern === 'free' ? null : PLATE_TEMPLATES[pattern]
  if (template?.kind !== 'cells') return { ...draft, mode: 'special', pattern, line: startOfLine(pattern) }
  const cells = Array.from({ length: PLACES }, (_, index) => {
    if (index === SUFFIX_PLACE) return template.suffix
    return index > SUFFIX_PLACE ? '' : (template.preset[index] ?? draft.cells[index] ?? '')
  })
  const chosen: PlateDraft = { ...draft, mode: 'civil', pattern: null, line: '', energy: false, cells }
  return { ...chosen, cursor: nextEmpty(chosen, 0) }
}

export function plateStep(draft: PlateDraft, act: PlateAct): PlateDraft {
  switch (act.type) {
    case 'key':
      return typeKey(draft, act.value)
    case 'back':
      return back(draft)
    case 'clear':
      return draft.mode === 'civil' ? emptyPlate('') : { ...draft, line: '', pattern: null }
    case 'cell': {
      if (act.index < PLACES - 1) return { ...draft, cursor: act.index }
      if (hasSuffix(draft)) return draft
      const asked = { ...draft, energy: true }
      return { ...asked, cursor: nextEmpty(asked, 0) === PLACES ? PLACES - 1 : nextEmpty(asked, 0) }
    }
    case 'pattern':
      return choosePattern(draft, act.pattern)
    case 'mode':
      return {
        ...draft,
        mode: act.mode,
        line: '',
        pattern: null,
        cursor: act.mode === 'civil' ? nextEmpty(draft, 0) : draft.cursor,
      }
  }
}

export const isTyped = (draft: PlateDraft, preset: string): boolean =>
  draft.mode !== 'civil' || draft.cells.some((cell, index) => cell !== '' && !(index === 0 && cell === preset))

const formOfLine = ({ mode, line }: PlateDraft): PlateForm => {
  if (line.includes(UNREADABLE)) return 'partial'
  return mode === 'foreign' ? 'foreign' : 'special'
}

/** What is wrong with a line of text; null where nothing is, and in cells, which take only what can stand there. */
export const lineFault = (draft: PlateDraft): PlateFaultCode | null =>
  draft.mode === 'civil' || draft.mode === 'none' ? null : plateFaultCode(draft.line, formOfLine(draft))

/** Nothing more is needed. */
export function isComplete(draft: PlateDraft): boolean {
  if (draft.mode === 'none') return true
  if (draft.mode !== 'civil') return placesMissing(draft) === 0 && lineFault(draft) === null
  return nextEmpty(draft, 0) >= (hasSuffix(draft) ? SUFFIX_PLACE + 1 : placesOf(draft))
}

/** How many places are still empty. */
export function placesMissing(draft: PlateDraft): number {
  if (draft.mode === 'special') return draft.pattern === null ? 1 : placesLeft(draft.pattern, draft.line)
  if (draft.mode !== 'civil') return 0
  return draft.cells.slice(0, hasSuffix(draft) ? SUFFIX_PLACE + 1 : placesOf(draft)).filter((cell) => cell === '')
    .length
}

interface TypedPlate {
  plate: string | null
  form: PlateForm
}

/** What goes on the wire. What was not typed, or could not be read, is `?`; nothing typed at all is null. */
export function typedPlate(draft: PlateDraft): TypedPlate {
  if (draft.mode === 'none') return { plate: null, form: 'civil' }
  if (draft.mode !== 'civil') return { plate: draft.line === '' ? null : draft.line, form: formOfLine(draft) }
  const end = hasSuffix(draft) ? SUFFIX_PLACE + 1 : placesOf(draft)
  const cells = draft.cells.slice(0, end)
  // The province alone is the tablet's preset, not something that was seen.
  if (cells.slice(1).every((cell) => cell === '')) return { plate: null, form: 'civil' }
  const plate = cells.map((cell) => cell || UNREADABLE).join('')
  return { plate, form: plate.includes(UNREADABLE) ? 'partial' : 'civil' }
}

/** The other way, for a correction. */
export function plateDraftOf(plate: string | null, form: PlateForm, province: string): PlateDraft {
  if (plate === null) return { ...emptyPlate(province), mode: 'none' }
  const asLine: PlateDraft = { ...emptyPlate(province), mode: 'special', line: plate, pattern: patternOf(plate) }
  if (form === 'foreign') return { ...asLine, mode: form, pattern: null }
  // With an unreadable place a line tells its pattern only where it cannot be a civil plate.
  const first = plate.charAt(0)
  const alike = PROVINCES.includes(first) || first === UNREADABLE
  if (form === 'special' || (form === 'partial' && !alike && asLine.pattern !== 'free')) return asLine
  const suffix = SUFFIXES.find((one) => plate.endsWith(one))
  const head = [...(suffix ? plate.slice(0, -suffix.length) : plate)]
  if (head.length > PLACES || (suffix && head.length !== SUFFIX_PLACE)) {
    return { ...asLine, pattern: 'free' }
  }
  const cells = Array.from({ length: PLACES }, (_, index) =>
    suffix && index === SUFFIX_PLACE ? suffix : (head[index] ?? ''),
  )
  const draft = { ...emptyPlate(province), cells, energy: head.length === PLACES }
  return { ...draft, cursor: nextEmpty(draft, 0) }
}
