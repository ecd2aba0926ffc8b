import type { Figure, Paragraph } from './briefing'

/** Words, or a figure with the address where it comes from. */
type Part = string | Figure

/** A figure with its unit as it is written: 5220辆次, without separators, as documents have it. */
export const figure = (value: number, unit: string, source: string): Figure => ({ text: `${value}${unit}`, source })

/** A paragraph of words and figures; empty parts are left out. */
export const paragraph = (...parts: readonly (Part | readonly Part[])[]): Paragraph => {
  const flat = parts.flat().filter((part) => part !== '')
  return {
    text: flat.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
    figures: flat.filter((part) => typeof part !== 'string'),
  }
}

/** The parts with a separator between them. */
export const listed = (items: readonly (readonly Part[])[], separator = '，'): Part[] =>
  items.flatMap((item, index) => (index === 0 ? [...item] : [separator, ...item]))
