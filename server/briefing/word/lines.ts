import { AlignmentType, LineRuleType, Paragraph, type ParagraphChild, Tab, TabStopType, TextRun } from 'docx'
import { CLOSER, FONT, LINE, ONE_CHARACTER, SIZE, TEXT_WIDTH, TWO_CHARACTERS } from './measures'

interface RunLook {
  font?: string
  size?: number
  color?: string
}

export const run = (text: string, { font = FONT.body, size = SIZE.body, color }: RunLook = {}): TextRun =>
  new TextRun({
    text,
    font: { ascii: FONT.latin, hAnsi: FONT.latin, cs: FONT.latin, eastAsia: font },
    size,
    characterSpacing: size === SIZE.body ? CLOSER : 0,
    ...(color === undefined ? {} : { color }),
  })

/** Lines of 28 pt, whatever stands in them, so that 22 go on a page. */
const exact = { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const

export const blankLine = (): Paragraph => new Paragraph({ spacing: exact, children: [run('')] })

/** A paragraph of the body: its first line two characters in. A heading stays with what it heads. */
export const bodyLine = (children: readonly ParagraphChild[], { heads = false } = {}): Paragraph =>
  new Paragraph({
    spacing: exact,
    keepNext: heads,
    alignment: AlignmentType.JUSTIFIED,
    // Both: of `firstLineChars` alone LibreOffice makes no indent.
    indent: { firstLine: TWO_CHARACTERS, firstLineChars: 200 },
    children: [...children],
  })

export const centredLine = (text: string, look: RunLook = {}, after = 0): Paragraph =>
  new Paragraph({ spacing: { ...exact, after }, alignment: AlignmentType.CENTER, children: [run(text, look)] })

export const leftLine = (text: string, look: RunLook = {}, left = 0): Paragraph =>
  new Paragraph({ spacing: exact, indent: { left }, children: [run(text, look)] })

/** Ends so many characters before the right edge. */
export const rightLine = (text: string, characters: number): Paragraph =>
  new Paragraph({
    spacing: exact,
    alignment: AlignmentType.RIGHT,
    indent: { right: characters * ONE_CHARACTER },
    children: [run(text)],
  })

/** Two things on one line, one character in from each edge. */
export const bothEdges = (left: readonly TextRun[], right: readonly TextRun[]): Paragraph =>
  new Paragraph({
    spacing: exact,
    indent: { left: ONE_CHARACTER, right: ONE_CHARACTER },
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH - ONE_CHARACTER }],
    children: [...left, new TextRun({ children: [new Tab()] }), ...right],
  })
