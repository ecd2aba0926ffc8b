import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  type Table,
  TextRun,
} from 'docx'
import { boardAnnex } from './board-annex'
import { bodyText } from './body-text'
import { distribution, signature } from './closing'
import { fontTable } from './font-table'
import { bulletinHead, reportHead } from './heads'
import { blankLine, centredLine, leftLine } from './lines'
import { FONT, FOOTER, LINE, PAGE, SIZE } from './measures'
import type { WordBriefing } from './word-briefing'

/** — 1 —, 四号 半角宋体, outside: one character in from the right on odd pages, from the left on even ones. */
const pageNumber = (side: 'left' | 'right'): Footer => {
  const text = (children: (string | (typeof PageNumber)['CURRENT'])[]) =>
    new TextRun({ children, font: FONT.number, size: SIZE.small })
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: { [side]: 280 },
        children: [text(['— ', PageNumber.CURRENT, ' —'])],
      }),
    ],
  })
}

const parts = (briefing: WordBriefing): (Paragraph | Table)[] => {
  const { content, template } = briefing
  // Below the red line two lines stay empty, below the title one.
  const title = [
    blankLine(),
    blankLine(),
    centredLine(content.title, { font: FONT.title, size: SIZE.title }),
    blankLine(),
  ]
  if (template === 'bulletin')
    return [...bulletinHead(briefing), ...title, ...bodyText(content), ...distribution(briefing)]
  return [
    ...reportHead(briefing),
    ...title,
    ...(content.head.addressee.trim() === '' ? [] : [leftLine(`${content.head.addressee}：`)]),
    ...bodyText(content),
    ...signature(briefing),
  ]
}

/** A Word file, laid out as GB/T 9704-2012 has it. The same briefing gives the same text. */
export const writeWord = (briefing: WordBriefing): Promise<Buffer> => {
  const page = {
    size: { width: PAGE.width, height: PAGE.height },
    margin: { ...PAGE.margin, footer: FOOTER, gutter: 0 },
  }
  const footers = { default: pageNumber('right'), even: pageNumber('left') }
  const annexed = briefing.template === 'report' && briefing.content.head.attachments.length > 0
  const document = new Document({
    title: briefing.content.title,
    creator: briefing.content.head.organ,
    lastModifiedBy: briefing.content.head.organ,
    description: '内部资料',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: {
            font: { ascii: FONT.latin, hAnsi: FONT.latin, cs: FONT.latin, eastAsia: FONT.body },
            size: SIZE.body,
            // Figures are no Chinese words, or they would be broken between digits.
            language: { value: 'en-US', eastAsia: 'zh-CN' },
          },
          paragraph: { spacing: { before: 0, after: 0 } },
        },
      },
    },
    sections: [
      {
        properties: { page, grid: { type: DocumentGridType.LINES, linePitch: LINE } },
        footers,
        children: parts(briefing),
      },
      // A section of its own, without the grid of the text: a program may set the rows of a table as far apart as its lines.
      ...(annexed
        ? [{ properties: { type: SectionType.NEXT_PAGE, page }, footers, children: boardAnnex(briefing) }]
        : []),
    ],
  })
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTable() }])
}
