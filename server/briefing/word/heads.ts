import { AlignmentType, BorderStyle, LineRuleType, Paragraph } from 'docx'
import { fullDate } from '#domain/briefing/chinese-time'
import { bothEdges, centredLine, leftLine, run } from './lines'
import { FONT, RED, SIZE } from './measures'
import type { WordBriefing } from './word-briefing'

const INTERNAL = '内部资料'
/** 发文字号 that is still to be given: room for it. */
const NO_NUMBER = '　　〔　　〕　号'

/** The red name of who issues it: larger than a title, its line as high as its characters. */
const redName = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 200, after: 200, line: 1_000, lineRule: LineRuleType.AT_LEAST },
    children: [run(text, { font: FONT.title, size: text.length > 12 ? SIZE.title : SIZE.head, color: RED })],
  })

/** The red line across the text, below the head. */
const redLine = (): Paragraph =>
  new Paragraph({
    spacing: { line: 120, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 1, color: RED } },
    children: [],
  })

/** 第14期（总第14期）; before it is signed, room for the numbers; a correction says which. */
export const issueWords = ({ number, reissue }: Pick<WordBriefing, 'number' | 'reissue'>): string => {
  const issue = number === null ? '第　期（总第　期）' : `第${number.number}期（总第${number.total}期）`
  return reissue === 0 ? issue : `${issue}更正第${reissue}次`
}

/** 简报: what it is in red, its number, who made it and when, and the red line. */
export const bulletinHead = (briefing: WordBriefing): Paragraph[] => [
  leftLine(INTERNAL, { font: FONT.heading }),
  redName('疫情防控工作简报'),
  centredLine(issueWords(briefing)),
  bothEdges([run(briefing.content.head.organ)], [run(fullDate(briefing.issuedOn))]),
  redLine(),
]

/** 情况汇报: who writes in red, its number at the left and who signed at the right, and the red line. */
export const reportHead = (briefing: WordBriefing): Paragraph[] => {
  const { organ, number } = briefing.content.head
  const written = number.trim() === '' ? NO_NUMBER : number
  const again = briefing.reissue === 0 ? '' : `（更正第${briefing.reissue}次）`
  return [
    leftLine(INTERNAL, { font: FONT.heading }),
    redName(organ),
    bothEdges(
      [run(`${written}${again}`)],
      [run('签发人：'), run(briefing.signer ?? '　　　', { font: FONT.subheading })],
    ),
    redLine(),
  ]
}
