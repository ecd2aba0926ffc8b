import { normalisePlate } from './plate'

/**
 * What somebody remembers of a plate: `?` stands for one character, `*` for any number of them, as in 鄂A?23*. A whole
 * plate is a pattern without either.
 */
export interface PlatePattern {
  /** Canonical, with single `*`. */
  text: string
  /** The plate itself, where nothing stands for anything. */
  exact: string | null
  /** Known characters at its start, and `?` after them; then known ones again. */
  head: Anchor
  /** The same from its end, read backwards. */
  tail: Anchor
}

interface Anchor {
  known: string
  /** How many `?` follow, and what is known after them. */
  gap: number
  more: string
}

type PatternFault = 'character' | 'too-long' | 'too-open'

const MAX_CHARACTERS = 15
/** Of a plate that nobody knows two characters of, a list is no answer. */
const LEAST_KNOWN = 2

const anchorOf = (characters: readonly string[]): Anchor => {
  const text = characters.join('')
  const [, known = '', gap = '', more = ''] = /^([^?*]*)(\?*)([^?*]*)/u.exec(text) ?? []
  return { known, gap: gap.length, more }
}

export const readPlatePattern = (text: string): PlatePattern | PatternFault => {
  const pattern = normalisePlate(text).replace(/\*+/g, '*')
  if (!/^[\p{Script=Han}A-Z0-9?*-]*$/u.test(pattern)) return 'character'
  const characters = [...pattern]
  if (characters.filter((one) => one !== '*').length > MAX_CHARACTERS) return 'too-long'
  if (characters.filter((one) => one !== '*' && one !== '?').length < LEAST_KNOWN) return 'too-open'
  return {
    text: pattern,
    exact: /[?*]/.test(pattern) ? null : pattern,
    head: anchorOf(characters),
    tail: anchorOf(characters.toReversed()),
  }
}
