import type { Counts } from '../entries/counts'
import type { ResponseTimes } from '../reports/response-times'

/** 简报 with a red head and a running number, or 情况汇报 to whom it is addressed. */
export const BRIEFING_TEMPLATES = ['bulletin', 'report'] as const
export type BriefingTemplate = (typeof BRIEFING_TEMPLATES)[number]

/** The five sections of a briefing, in their order: 一 to 五. */
export const SECTION_NAMES = ['situation', 'work', 'problems', 'next', 'coordination'] as const
export type SectionName = (typeof SECTION_NAMES)[number]

export const SECTION_HEADINGS: Readonly<Record<SectionName, string>> = {
  situation: '一、基本情况',
  work: '二、工作开展情况',
  problems: '三、存在问题',
  next: '四、下步措施',
  coordination: '五、需上级协调解决的事项',
}

/** What stands in a section that nobody wrote anything in. */
export const EMPTY_SECTION = '本期无此项内容。'

/** A figure as it stands in the text, and the address in the product where it comes from. */
export interface Figure {
  text: string
  source: string
}

export interface Paragraph {
  text: string
  figures: Figure[]
}

/** What stands around the text. Lines that a template does not have stay empty. */
interface BriefingHead {
  /** 发文机关 or 编发单位. */
  organ: string
  /** 发文字号, of a report. */
  number: string
  /** 主送机关, of a report. */
  addressee: string
  /** 报 送 发, of a bulletin. */
  reportTo: string
  sendTo: string
  issueTo: string
  /** 附件, by name, of a report. */
  attachments: string[]
}

export interface BriefingContent {
  title: string
  head: BriefingHead
  sections: Record<SectionName, Paragraph[]>
}

/** One row of the table that goes with a briefing. */
export interface BoardLine {
  name: string
  vehicles: number
  in: number
  out: number
  people: number
  highReadings: number
  fevers: number
  riskVehicles: number
  turnedBack: number
  total: number
  /** How it closed its period, in words. */
  report: string
}

interface Place {
  code: string
  name: string
}

/** All that a briefing says, read at one moment; kept with it, so that what was issued can be told from what is known now. */
export interface BriefingFacts {
  /** 云岭县, and how its whole is called: 全县. */
  area: { name: string; whole: string }
  /** Local dates; from and to are the same for one day. */
  from: string
  date: string
  zone: string
  /** ISO 8601 UTC. */
  cutOff: string
  /** Whether the days are over; until then nothing is compared with the time before. */
  complete: boolean
  asOf: string
  /** Local date on which counting began. */
  since: string | null
  checkpoints: {
    open: number
    working: number
    offline: Place[]
    unstaffed: Place[]
    /** The moment of these states, where it is not the cut-off: they were not written down then. */
    at?: string
  }
  now: Counts
  before: Counts
  total: Counts
  reports: { due: number; reported: number; zero: number; noTraffic: number; late: number; missing: Place[] }
  pending: (Place & { entries: number })[]
  /** Of the road network at `at`; null where none was imported, or the jurisdiction is a part of it. */
  coverage: {
    at: string
    /** Without a monitoring point, the most people first. */
    roads: { name: string; crossings: number; population: number; above: boolean }[]
    population: number
  } | null
  /** The longest that each checkpoint told of. */
  queues: (Place & { vehicles: number; at: string })[]
  shortages: (Place & { items: { item: string; left: number; wanted: number | null }[] })[]
  response: ResponseTimes
  alerts: { unreceived: number; overdue: number }
  indicators: { name: string; unit: string; today: number; total: number }[]
  board: BoardLine[]
  audit: { number: number; hash: string } | null
}
