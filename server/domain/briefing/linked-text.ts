import type { Figure, Paragraph } from './briefing'

/** Text in pieces: plain, or a figure with the address that it comes from. */
interface Piece {
  text: string
  source: string | null
}

const isDigit = (character: string | undefined): boolean => character !== undefined && /[\d.]/.test(character)

/** Where a figure stands as a whole: 20辆次 is not in 5220辆次. */
const findWhole = (text: string, figure: string, from: number): number => {
  for (let at = text.indexOf(figure, from); at >= 0; at = text.indexOf(figure, at + 1)) {
    if (!isDigit(text[at - 1]) || !isDigit(figure[0])) return at
  }
  return -1
}

/**
 * The text with its figures as links, in order. A figure that somebody wrote over is no longer found, and so no longer
 * claims to come from where the computed one did.
 */
export const linkedText = ({ text, figures }: Paragraph): Piece[] => {
  const pieces: Piece[] = []
  let done = 0
  for (const { text: figure, source } of figures) {
    const at = figure === '' ? -1 : findWhole(text, figure, done)
    if (at < 0) continue
    if (at > done) pieces.push({ text: text.slice(done, at), source: null })
    pieces.push({ text: figure, source })
    done = at + figure.length
  }
  if (done < text.length) pieces.push({ text: text.slice(done), source: null })
  return pieces
}

/** Figures that the text had when it was composed and no longer has: written over by hand. */
export const writtenOver = (paragraph: Paragraph): Figure[] => {
  let done = 0
  return paragraph.figures.filter(({ text: figure }) => {
    const at = findWhole(paragraph.text, figure, done)
    if (at < 0) return true
    done = at + figure.length
    return false
  })
}
