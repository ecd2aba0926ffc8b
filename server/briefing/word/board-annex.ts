import {
  AlignmentType,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { BoardLine } from '#domain/briefing/briefing'
import { blankLine, centredLine, leftLine, run } from './lines'
import { FONT, SIZE, TEXT_WIDTH } from './measures'
import type { WordBriefing } from './word-briefing'

type Figure = Exclude<keyof BoardLine, 'name' | 'report'>

const FIGURES: readonly (readonly [Figure, string])[] = [
  ['vehicles', '车'],
  ['in', '进'],
  ['out', '出'],
  ['people', '人'],
  ['highReadings', '体温异常'],
  ['fevers', '确认发热'],
  ['riskVehicles', '风险来车'],
  ['turnedBack', '劝返'],
  ['total', '累计车'],
]
const NAME_WIDTH = 1_700
/** 零报告（迟报） on one line. */
const REPORT_WIDTH = 1_640
const FIGURE_WIDTH = Math.floor((TEXT_WIDTH - NAME_WIDTH - REPORT_WIDTH) / FIGURES.length)

const cell = (text: string, width: number, { head = false, left = false } = {}): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 40, right: 40, top: 20, bottom: 20 },
    children: [
      new Paragraph({
        alignment: head || !left ? AlignmentType.CENTER : AlignmentType.LEFT,
        spacing: { line: 300, lineRule: LineRuleType.EXACT },
        children: [run(text, { size: SIZE.table, font: head ? FONT.heading : FONT.body })],
      }),
    ],
  })

/** 附件: every checkpoint of the board with its figures, the sum last, and the audit's link at the cut-off. */
export const boardAnnex = ({ facts: { board, audit }, content }: WordBriefing): (Paragraph | Table)[] => {
  const sum = (figure: Figure) => board.reduce((so, line) => so + line[figure], 0)
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: [
      cell('卡口', NAME_WIDTH, { head: true }),
      ...FIGURES.map(([, word]) => cell(word, FIGURE_WIDTH, { head: true })),
      cell('报送', REPORT_WIDTH, { head: true }),
    ],
  })
  const row = (name: string, value: (figure: Figure) => number, report: string, isSum = false) =>
    new TableRow({
      cantSplit: true,
      children: [
        cell(name, NAME_WIDTH, { left: true, head: isSum }),
        ...FIGURES.map(([figure]) => cell(String(value(figure)), FIGURE_WIDTH)),
        cell(report, REPORT_WIDTH),
      ],
    })
  return [
    new Paragraph({
      spacing: { line: 560, lineRule: LineRuleType.EXACT },
      children: [run('附件', { font: FONT.heading })],
    }),
    blankLine(),
    centredLine(content.head.attachments[0] ?? '各卡口登记情况表', { font: FONT.title, size: SIZE.body }, 200),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: [NAME_WIDTH, ...FIGURES.map(() => FIGURE_WIDTH), REPORT_WIDTH],
      rows: [
        head,
        ...board.map((line) => row(line.name, (figure) => line[figure], line.report)),
        row(`合计${board.length}个`, sum, '', true),
      ],
    }),
    leftLine('注：车按辆次、人和发热按人次计；累计自开始登记之日起。', { size: SIZE.table }),
    ...(audit === null ? [] : [leftLine(`审计链第${audit.number}环 ${audit.hash}`, { size: 18 })]),
  ]
}
