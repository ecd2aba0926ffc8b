import type { CoverageResult } from '../coverage/result'
import { roadWords, type Sentence } from './reason'

export type ExportLanguage = keyof Sentence

/** A table for people: a name for its sheet, headers and rows in one language. */
interface ExportTable {
  key: TableKey
  name: string
  headers: string[]
  rows: (string | number | null)[][]
}

export const TABLE_KEYS = ['crossings', 'places', 'checkpoints', 'roads'] as const
export type TableKey = (typeof TABLE_KEYS)[number]

const NAMES: Record<TableKey, Sentence> = {
  crossings: { zh: '县界路口', en: 'Crossings' },
  places: { zh: '村镇', en: 'Places' },
  checkpoints: { zh: '卡口', en: 'Checkpoints' },
  roads: { zh: '道路', en: 'Roads' },
}

const HEADERS: Record<TableKey, Record<ExportLanguage, string[]>> = {
  crossings: {
    zh: ['排序', '编号', '道路', '状态', '可绕入人数', '卡口', '经度', '纬度', '路网止于县界'],
    en: ['Rank', 'Id', 'Road', 'State', 'People by bypass', 'Checkpoints', 'Longitude', 'Latitude', 'Presumed'],
  },
  places: {
    zh: ['名称', '代码', '人口', '状态', '绕行公里', '由此进入', '绕行道路'],
    en: ['Name', 'Code', 'Population', 'State', 'Bypass km', 'Enters at', 'Bypass by'],
  },
  checkpoints: {
    zh: ['编码', '状态', '是否在路上', '离路米数'],
    en: ['Code', 'State', 'On a road', 'Metres from it'],
  },
  roads: {
    zh: ['道路', '状态', '公里', '路段数'],
    en: ['Road', 'State', 'km', 'Segments'],
  },
}

const STATES: Readonly<Record<string, Sentence>> = {
  unmonitored: { zh: '未设防', en: 'unmonitored' },
  'on-paper': { zh: '值守中断', en: 'on paper only' },
  planned: { zh: '拟设', en: 'planned' },
  monitored: { zh: '已设防', en: 'monitored' },
  closed: { zh: '已封堵', en: 'closed' },
  'dead-end': { zh: '断头路', en: 'dead end' },
  exposed: { zh: '监测盲区', en: 'exposed' },
  lapsed: { zh: '管控中断', en: 'lapsed' },
  unreachable: { zh: '无路可达', en: 'unreachable' },
  outside: { zh: '县外', en: 'outside' },
  unplaced: { zh: '未落到路上', en: 'not on a road' },
  reporting: { zh: '上报中', en: 'reporting' },
  quiet: { zh: '无车流', en: 'quiet' },
  alarm: { zh: '报警', en: 'alarm' },
  open: { zh: '启用', en: 'open' },
  offline: { zh: '离线', en: 'offline' },
  unstaffed: { zh: '无人值守', en: 'unstaffed' },
}

/** A state of a crossing, road, place or checkpoint in words. `closed` of a checkpoint is withdrawn. */
export function stateWords(state: string, language: ExportLanguage, ofCheckpoint = false): string {
  if (ofCheckpoint && state === 'closed') return language === 'zh' ? '撤点' : 'withdrawn'
  return STATES[state]?.[language] ?? state
}

/** A result as tables. Roads are summed by name and state, which wants the result's segments. */
export function coverageTables(result: CoverageResult, language: ExportLanguage): ExportTable[] {
  const yes = (is: boolean) => (language === 'zh' ? (is ? '是' : '否') : is ? 'yes' : 'no')
  const rows: Record<TableKey, ExportTable['rows']> = {
    crossings: result.crossings.map((crossing) => [
      crossing.rank,
      crossing.id,
      roadWords(crossing.road)[language],
      stateWords(crossing.state, language),
      crossing.population,
      crossing.checkpoints.join(' '),
      crossing.lng,
      crossing.lat,
      yes(crossing.presumed),
    ]),
    places: result.places.map(({ name, code, population, state, bypass }) => [
      name,
      code,
      population,
      stateWords(state, language),
      bypass && Math.round(bypass.metres / 10) / 100,
      bypass?.crossing ?? null,
      bypass?.roads.join(' → ') ?? null,
    ]),
    checkpoints: result.checkpoints.map(({ code, state, placed, offsetMetres }) => [
      code,
      stateWords(state, language, true),
      yes(placed),
      offsetMetres,
    ]),
    roads: roadRows(result, language),
  }
  return TABLE_KEYS.map((key) => ({
    key,
    name: NAMES[key][language],
    headers: HEADERS[key][language],
    rows: rows[key],
  }))
}

function roadRows({ segments = [] }: CoverageResult, language: ExportLanguage): ExportTable['rows'] {
  const sums = new Map<string, { road: string; state: string; metres: number; count: number }>()
  for (const { name, class: kind, state, metres, way } of segments) {
    const road = roadWords({ name, ref: null, class: kind, way })[language]
    const key = JSON.stringify([road, state])
    const sum = sums.get(key) ?? { road, state, metres: 0, count: 0 }
    sum.metres += metres
    sum.count += 1
    sums.set(key, sum)
  }
  return [...sums.values()]
    .sort((a, b) => b.metres - a.metres || (a.road < b.road ? -1 : 1))
    .map(({ road, state, metres, count }) => [road, stateWords(state, language), Math.round(metres / 10) / 100, count])
}
