import type { Minutes } from '../reports/response-times'
import type { BriefingContent, BriefingFacts, BriefingTemplate, Figure, Paragraph } from './briefing'
import { fullDate } from './chinese-time'
import { composeCoordination, composeNext, composeProblems } from './compose-problems'
import { composeSituation } from './compose-situation'
import { DRAFT_MARK } from './drafts'
import { figure, listed, paragraph } from './sentence'
import { boardSource } from './sources'

type Part = string | Figure

/** A briefing from what is known; the same facts give the same text. Every sentence may be changed before it is made. */
export const composeBriefing = (facts: BriefingFacts, template: BriefingTemplate): BriefingContent => {
  const { area } = facts
  const office = `${area.name}疫情防控指挥部`
  return {
    title: template === 'bulletin' ? `${area.whole}道路卡口疫情防控工作情况` : `${area.name}疫情防控工作进展情况汇报`,
    head: {
      organ: template === 'bulletin' ? `${office}办公室` : office,
      number: '',
      addressee: template === 'report' ? '上级疫情防控指挥部' : '',
      reportTo: template === 'bulletin' ? '上级疫情防控指挥部' : '',
      sendTo: template === 'bulletin' ? '各成员单位' : '',
      issueTo: template === 'bulletin' ? '各乡镇、各卡口' : '',
      attachments: template === 'report' ? [`${fullDate(facts.date)}各卡口登记情况表`] : [],
    },
    sections: {
      situation: composeSituation(facts),
      work: composeWork(facts),
      problems: composeProblems(facts),
      next: composeNext(facts),
      coordination: composeCoordination(facts),
    },
  }
}

/** 二、工作开展情况: who reported and how fast fevers were handled; what else was done is for a person to say. */
const composeWork = (facts: BriefingFacts): Paragraph[] => {
  const { reports } = facts
  const source = boardSource(facts)
  const onTime = reports.reported - reports.late
  const also = (word: string, count: number): Part[][] => (count > 0 ? [[word, figure(count, '个', source)]] : [])
  const kinds = [...also('零报告', reports.zero), ...also('无车流', reports.noTraffic)]
  return [
    paragraph(
      '应报日报的卡口',
      figure(reports.due, '个', source),
      '，',
      ...listed([
        ['按时报送', figure(onTime, '个', source)],
        ...also('迟报', reports.late),
        ...also('未报', reports.missing.length),
      ]),
      kinds.length === 0 ? '' : ['。所报中', ...listed(kinds)],
      '。',
    ),
    ...response(facts),
    paragraph(`各卡口继续落实值守、登记、测温和消毒。${DRAFT_MARK}`),
  ]
}

const response = (facts: BriefingFacts): Paragraph[] => {
  const { toAlert, toIsolation, toTransfer } = facts.response
  const source = boardSource(facts)
  const lapse = (word: string, minutes: Minutes | null): Part[][] =>
    minutes === null
      ? []
      : [[word, figure(minutes.median, '分钟', source), '（最慢', figure(minutes.slowest, '分钟', source), '）']]
  const parts = [...lapse('到告警', toAlert), ...lapse('到集中隔离', toIsolation), ...lapse('到转运就诊', toTransfer)]
  return parts.length === 0 ? [] : [paragraph('从初测体温异常起，', listed(parts), '。以上为中位数。')]
}
