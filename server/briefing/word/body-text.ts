import type { Paragraph } from 'docx'
import { type BriefingContent, EMPTY_SECTION, SECTION_HEADINGS, SECTION_NAMES } from '#domain/briefing/briefing'
import { bodyLine, run } from './lines'
import { FONT } from './measures'

/** （一）… up to its first full stop is a heading of the second level. */
const SECOND_LEVEL = /^（[一二三四五六七八九十]+）[^。]*。?/

/** The sections in order, each heading a line of its own, and one that is empty says so. */
export const bodyText = ({ sections }: Pick<BriefingContent, 'sections'>): Paragraph[] =>
  SECTION_NAMES.flatMap((name) => {
    const written = sections[name].map(({ text }) => text.trim()).filter((text) => text !== '')
    const texts = written.length === 0 ? [EMPTY_SECTION] : written
    const heading = bodyLine([run(SECTION_HEADINGS[name], { font: FONT.heading })], { heads: true })
    return [heading, ...texts.flatMap(textLines)]
  })

/** Line breaks that somebody typed are paragraphs. */
const textLines = (text: string): Paragraph[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const shown = line.trim()
    if (shown === '') return []
    const heading = SECOND_LEVEL.exec(shown)?.[0] ?? ''
    const rest = shown.slice(heading.length)
    return [
      bodyLine([
        ...(heading === '' ? [] : [run(heading, { font: FONT.subheading })]),
        ...(rest === '' ? [] : [run(rest)]),
      ]),
    ]
  })
