import type { BriefingFacts } from '#domain/briefing/briefing'
import { zeroCounts } from '#domain/entries/counts'

/** What a briefing of one day says where a test names nothing: a county with traffic and no trouble. */
export const briefingFacts = (changes: Partial<BriefingFacts> = {}): BriefingFacts => ({
  area: { name: '云岭县', whole: '全县' },
  from: '2026-11-23',
  date: '2026-11-23',
  zone: 'Asia/Shanghai',
  cutOff: '2026-11-23T10:00:00.000Z',
  complete: true,
  asOf: '2026-11-23T10:07:00.000Z',
  since: '2026-11-10',
  checkpoints: { open: 31, working: 31, offline: [], unstaffed: [] },
  now: { ...zeroCounts(), vehiclesIn: 3025, vehiclesOut: 2195, people: 10_344 },
  before: { ...zeroCounts(), vehiclesIn: 3200, vehiclesOut: 2243, people: 10_344 },
  total: { ...zeroCounts(), vehiclesIn: 41_000, vehiclesOut: 30_173, people: 140_021 },
  reports: { due: 31, reported: 31, zero: 24, noTraffic: 1, late: 0, missing: [] },
  pending: [],
  coverage: null,
  queues: [],
  shortages: [],
  response: { highReadings: 0, toAlert: null, toIsolation: null, toTransfer: null, fevers: {} },
  alerts: { unreceived: 0, overdue: 0 },
  indicators: [],
  board: [],
  audit: null,
  ...changes,
})

/** The same county on a bad day: every sentence of a briefing has something to say. */
export const troubledFacts = (): BriefingFacts =>
  briefingFacts({
    checkpoints: {
      open: 31,
      working: 29,
      offline: [{ code: 'K08', name: '枫岭卡口' }],
      unstaffed: [{ code: 'K09', name: '黄坛卡口' }],
    },
    now: {
      ...briefingFacts().now,
      highReadings: 8,
      fevers: 3,
      riskVehicles: 32,
      riskPeople: 68,
      turnedBackVehicles: 6,
      turnedBackPeople: 14,
      held: 1,
      home: 47,
      isolation: 7,
      hospital: 3,
    },
    reports: { due: 31, reported: 28, zero: 24, noTraffic: 1, late: 1, missing: [{ code: 'K10', name: '北山卡口' }] },
    pending: [{ code: 'K01', name: '吉口卡口', entries: 128 }],
    coverage: {
      at: '2026-11-23T10:07:00.000Z',
      roads: [
        { name: 'X118白安线', crossings: 2, population: 3120, above: false },
        { name: 'G318', crossings: 1, population: 2820, above: true },
      ],
      population: 5940,
    },
    queues: [{ code: 'K02', name: '长深高速东站', vehicles: 35, at: '2026-11-23T01:10:00.000Z' }],
    shortages: [
      {
        code: 'K01',
        name: '吉口卡口',
        items: [
          { item: 'suits', left: 3, wanted: 20 },
          { item: 'goggles', left: 1, wanted: null },
          { item: 'masks', left: 0, wanted: null },
        ],
      },
    ],
    response: {
      highReadings: 8,
      toAlert: { cases: 3, median: 2, slowest: 9, checkpoint: '吉口卡口' },
      toIsolation: null,
      toTransfer: { cases: 3, median: 26.5, slowest: 41, checkpoint: '吉口卡口' },
      fevers: { hospital: 2, isolation: 1 },
    },
    alerts: { unreceived: 3, overdue: 2 },
    indicators: [
      { name: '确诊病例', unit: '例', today: 0, total: 2 },
      { name: '接收捐款', unit: '元', today: 1200.5, total: 30_000 },
    ],
    board: [
      {
        name: '吉口卡口',
        vehicles: 1018,
        in: 604,
        out: 414,
        people: 2012,
        highReadings: 3,
        fevers: 1,
        riskVehicles: 12,
        turnedBack: 2,
        total: 13_406,
        report: '已报（异常 1）',
      },
      {
        name: '北岭卡口',
        vehicles: 412,
        in: 240,
        out: 172,
        people: 811,
        highReadings: 0,
        fevers: 0,
        riskVehicles: 0,
        turnedBack: 0,
        total: 5490,
        report: '零报告',
      },
    ],
    audit: { number: 812, hash: 'a'.repeat(64) },
  })
