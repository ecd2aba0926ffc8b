import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx'
import { fullDate } from '#domain/briefing/chinese-time'
import { blankLine, bodyLine, leftLine, rightLine, run } from './lines'
import { ONE_CHARACTER, SIZE, TEXT_WIDTH, TWO_CHARACTERS } from './measures'
import type { WordBriefing } from './word-briefing'

/** 附件, then who wrote it and when (落款、成文日期), without a seal: the name two characters in from the right. */
export const signature = ({ content, issuedOn }: WordBriefing): Paragraph[] => {
  const { attachments, organ } = content.head
  const named = attachments.filter((name) => name.trim() !== '')
  return [
    ...(named.length === 0 ? [] : [blankLine()]),
    ...named.map((name, index) => {
      const number = named.length === 1 ? '' : `${index + 1}.`
      return index === 0
        ? bodyLine([run(`附件：${number}${name}`)])
        : leftLine(`${number}${name}`, {}, TWO_CHARACTERS + 3 * ONE_CHARACTER)
    }),
    blankLine(),
    blankLine(),
    rightLine(organ, 2),
    rightLine(fullDate(issuedOn), 4),
  ]
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
/** 首条和末条 0.35 mm, between them 0.25 mm, in eighths of a point. */
const THICK = { style: BorderStyle.SINGLE, size: 8, color: '000000' } as const
const THIN = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const

/** 版记 of a bulletin: 报 送 发, at the foot of its last page, as wide as the text. */
export const distribution = ({ content: { head } }: WordBriefing): (Paragraph | Table)[] => {
  const lines = [
    ['报', head.reportTo],
    ['送', head.sendTo],
    ['发', head.issueTo],
  ].filter(([, to]) => to !== undefined && to.trim() !== '')
  if (lines.length === 0) return []
  const rows = lines.map(
    ([word, to], index) =>
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            width: { size: TEXT_WIDTH, type: WidthType.DXA },
            borders: {
              top: index === 0 ? THICK : THIN,
              bottom: index === lines.length - 1 ? THICK : THIN,
              left: NONE,
              right: NONE,
            },
            children: [
              new Paragraph({
                alignment: AlignmentType.LEFT,
                spacing: { line: 480, lineRule: LineRuleType.EXACT },
                indent: { left: 280 + 560, right: 280, hanging: 560 },
                children: [run(`${word}：${to}。`, { size: SIZE.small })],
              }),
            ],
          }),
        ],
      }),
  )
  return [
    // Where a program does not put the table at the foot, it does not stick to the text.
    blankLine(),
    new Table({
      rows,
      layout: TableLayoutType.FIXED,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: [TEXT_WIDTH],
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeHorizontalPosition: RelativeHorizontalPosition.CENTER,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
    }),
    // A table can't be the last of a document.
    new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [] }),
  ]
}
