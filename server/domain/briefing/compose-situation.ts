import type { ReportColumn } from '../reports/report-columns'
import { daysBetween } from '../reports/report-window'
import type { BriefingFacts, Figure, Paragraph } from './briefing'
import { dayAndHour, monthAndDay } from './chinese-time'
import { DISPOSITION_WORDS } from './disposition-words'
import { figure, listed, paragraph } from './sentence'
import { boardSource, indicatorSource, responseSource } from './sources'

type Part = string | Figure

/** 一、基本情况: how many, how many since, how it changed; what was done with whom; what is still to come. */
export const composeSituation = (facts: BriefingFacts): Paragraph[] => [
  traffic(facts),
  people(facts),
  ...(facts.indicators.length > 0 ? [byHand(facts)] : []),
  ...(facts.pending.length > 0 ? [waiting(facts)] : []),
]

const vehicles = ({ vehiclesIn, vehiclesOut }: BriefingFacts['now']): number => vehiclesIn + vehiclesOut

const traffic = (facts: BriefingFacts): Paragraph => {
  const { area, checkpoints, now, before, total, since, from, date } = facts
  const source = (column: ReportColumn) => boardSource(facts, column)
  const one = from === date
  const stretch = one ? '当日' : `${monthAndDay(from)}至${monthAndDay(date)}`
  return paragraph(
    `截至${dayAndHour(facts.cutOff, facts.zone)}，${area.whole}启用卡口`,
    figure(checkpoints.open, '个', '/command'),
    '，其中在岗',
    figure(checkpoints.working, '个', '/command'),
    checkpoints.at === undefined ? '' : `（${dayAndHour(checkpoints.at, facts.zone)}）`,
    `。${stretch}登记`,
    figure(vehicles(now), '辆次', source('vehicles')),
    '、',
    figure(now.people, '人次', source('people')),
    ...(facts.complete
      ? [
          '，',
          change(facts, vehicles(now), vehicles(before), '辆次'),
          '，',
          change(facts, now.people, before.people, '人次'),
        ]
      : ['（本期未满，不与前期比较）']),
    '；',
    since === null ? '' : `${monthAndDay(since)}以来`,
    '累计登记',
    figure(vehicles(total), '辆次', source('totalVehicles')),
    '、',
    figure(total.people, '人次', source('totalPeople')),
    '。',
  )
}

/** 辆次较前一日减少4.1%. */
const change = (facts: BriefingFacts, now: number, before: number, unit: string): Part[] => {
  const days = daysBetween(facts.from, facts.date).length
  const than = days === 1 ? '前一日' : `前${days}日`
  if (before === 0) return [`${unit}无${than}数可比`]
  if (now === before) return [`${unit}与${than}持平`]
  const percent = Math.round((Math.abs(now - before) / before) * 1000) / 10
  return [`${unit}较${than}${now > before ? '增加' : '减少'}`, figure(percent, '%', boardSource(facts))]
}

/** What happened to people, by what was done with them and by nothing else. */
const people = (facts: BriefingFacts): Paragraph => {
  const { now, response } = facts
  const source = (column: ReportColumn) => boardSource(facts, column)
  const done: readonly (readonly [string, number, ReportColumn])[] = [
    ['现场留观', now.held, 'held'],
    ['居家医学观察', now.home, 'home'],
    ['集中隔离', now.isolation, 'isolation'],
    ['转运就诊', now.hospital, 'hospital'],
  ]
  const some = done.filter(([, count]) => count > 0)
  const turned: Part[][] =
    now.turnedBackVehicles + now.turnedBackPeople === 0
      ? []
      : [
          [
            '劝返',
            figure(now.turnedBackVehicles, '辆次', source('turnedBackVehicles')),
            '、',
            figure(now.turnedBackPeople, '人次', source('turnedBackPeople')),
          ],
        ]
  const acts: Part[][] = [
    ...some.map(([word, count, column]) => [word, figure(count, '人次', source(column))]),
    ...turned,
  ]
  return paragraph(
    '初测体温异常',
    figure(now.highReadings, '人次', source('highReadings')),
    '，复测确认发热',
    figure(now.fevers, '人次', source('fevers')),
    feverActs(response.fevers, responseSource(facts)),
    '。风险地区来车',
    figure(now.riskVehicles, '辆次', source('riskVehicles')),
    '、',
    figure(now.riskPeople, '人次', source('riskPeople')),
    '。',
    acts.length === 0 ? '无留观、居家观察、隔离、转运和劝返。' : ['处置情况：', ...listed(acts), '。'],
  )
}

/** ，其中转运就诊2人次、集中隔离1人次. */
const feverActs = (fevers: BriefingFacts['response']['fevers'], source: string): Part[] => {
  const acts = (Object.entries(fevers) as [keyof typeof fevers, number][]).map(([act, count]): Part[] => [
    DISPOSITION_WORDS[act],
    figure(count, '人次', source),
  ])
  return acts.length === 0 ? [] : ['，其中', ...listed(acts, '、')]
}

const byHand = ({ indicators, date }: BriefingFacts): Paragraph => {
  const source = indicatorSource(date)
  const items = indicators.map(({ name, unit, today, total }): Part[] => [
    name,
    figure(today, unit, source),
    '（累计',
    figure(total, unit, source),
    '）',
  ])
  return paragraph('据有关单位填报：', listed(items), '。')
}

const waiting = (facts: BriefingFacts): Paragraph => {
  const { pending } = facts
  const sum = pending.reduce((so, { entries }) => so + entries, 0)
  const where = pending.map(({ name }) => name).join('、')
  return paragraph('另有待传', figure(sum, '条', boardSource(facts, 'pending')), `（${where}）未计入以上数字。`)
}
