import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zeroCounts } from '../entries/counts'
import { DEFAULT_THRESHOLDS } from '../entries/thresholds'
import { indicatorFaults } from './indicators'
import { punctuality } from './punctuality'
import { columnValue, REPORT_COLUMNS, type ReportFigures, sumFigures } from './report-columns'
import { presentPeriod, statusWords } from './report-status'
import { reportTable } from './report-table'
import { daysBetween, isDay, reportWindow, windowBefore } from './report-window'
import { type FeverVersion, responseTimes } from './response-times'

const ZONE = 'Asia/Shanghai'
const shown = ({ fromMs, toMs }: { fromMs: number; toMs: number }) =>
  [fromMs, toMs].map((ms) => new Date(ms).toISOString())

test('Z1 a report runs from cut-off to cut-off, and the window before it is as long', () => {
  const times = ['09:00', '18:00']
  assert.deepEqual(shown(reportWindow({ from: '2026-11-23', date: '2026-11-23' }, ZONE, times)), [
    '2026-11-22T10:00:00.000Z',
    '2026-11-23T10:00:00.000Z',
  ])
  const week = { from: '2026-11-17', date: '2026-11-23' }
  assert.deepEqual(shown(reportWindow(week, ZONE, times)), ['2026-11-16T10:00:00.000Z', '2026-11-23T10:00:00.000Z'])
  assert.deepEqual(shown(windowBefore(week, ZONE, times)), ['2026-11-09T10:00:00.000Z', '2026-11-16T10:00:00.000Z'])
  assert.equal(daysBetween('2026-11-23', '2026-11-22').length, 0)
  assert.deepEqual(['2026-02-30', '2026-2-3', '2026-02-28', 'x'].map(isDay), [false, false, true, false])
})

test('Z2 the sum of a table is the sum of its rows, in every column', () => {
  const row = (n: number): ReportFigures => ({
    counts: { ...zeroCounts(), vehiclesIn: n, vehiclesOut: 2 * n, people: 7 * n, fevers: n },
    total: { ...zeroCounts(), vehiclesIn: 10 * n, people: 70 * n, turnedBackVehicles: n },
    pending: n,
  })
  const sum = sumFigures([row(1), row(20), row(300)])
  for (const column of REPORT_COLUMNS) {
    const parts = [row(1), row(20), row(300)].reduce((so, one) => so + columnValue(one, column), 0)
    assert.equal(columnValue(sum, column), parts, column)
  }
  const table = reportTable(
    [
      { code: 'K01', name: '吉口', figures: row(1), report: '零报告' },
      { code: 'K02', name: '枫岭', figures: row(20) },
    ],
    ['vehicles', 'pending'],
    { name: 'x', language: 'zh' },
  )
  assert.deepEqual(table.headers, ['编号', '卡口', '车（辆次）', '另有待传（条）', '报送'])
  assert.deepEqual(table.rows.at(-1), ['', '合计 2', 63, 21, ''])
})

test('Z3 the first report says whether a period was on time', () => {
  const periods = [
    { fromMs: 0, toMs: 100 },
    { fromMs: 100, toMs: 200 },
    { fromMs: 200, toMs: 300 },
    { fromMs: 300, toMs: 400 },
  ]
  const reports = [
    { checkpointId: 1, toMs: 100, atMs: 95 },
    { checkpointId: 1, toMs: 100, atMs: 150 },
    { checkpointId: 1, toMs: 200, atMs: 201 },
    { checkpointId: 2, toMs: 999, atMs: 10 },
  ]
  const kept = punctuality([1, 2, 3], periods, reports, { nowMs: 350, sinceMs: new Map([[3, 250]]) })
  assert.deepEqual(kept.get(1), { due: 3, onTime: 1, late: 1, missing: 1, open: 1 })
  assert.deepEqual(kept.get(2), { due: 3, onTime: 0, late: 0, missing: 3, open: 1 })
  assert.deepEqual(kept.get(3), { due: 1, onTime: 0, late: 0, missing: 1, open: 1 }, 'it was not there before')
})

test('Z3 no traffic and nothing abnormal are two facts, and lateness is said', () => {
  const report = { abnormal: 0, noTraffic: true, late: false }
  assert.equal(statusWords('zero', report, 'zh'), '零报告（无车流）')
  assert.equal(statusWords('zero', { ...report, noTraffic: false }, 'zh'), '零报告')
  assert.equal(
    statusWords('abnormal', { abnormal: 2, noTraffic: false, late: true }, 'en'),
    'Reported (2 abnormal, late)',
  )
  assert.equal(statusWords('missing', null, 'zh'), '未报')
})

const AT = Date.parse('2026-11-23T01:00:00Z')
const version = (changes: Partial<FeverVersion>): FeverVersion => ({
  passage: 'a',
  checkpoint: '吉口',
  madeMs: AT,
  standing: true,
  offsetMs: 0,
  disposition: 'isolation',
  people: [{ readings: [38.1, 38.2].map((celsius) => ({ celsius, site: 'forehead', at: '2026-11-23T00:50:00Z' })) }],
  thresholds: DEFAULT_THRESHOLDS,
  alertMs: null,
  ...changes,
})

test('Z3 of several periods a day the last that is over is spoken of, before that the first', () => {
  const periods = ['2026-11-23T01:00:00Z', '2026-11-23T10:00:00Z'].map((to) => ({ to }))
  const spoken = (asOf: string) => presentPeriod(periods, asOf)?.to.slice(11, 13)
  assert.deepEqual(
    ['00:30', '01:00', '09:00', '12:00'].map((at) => spoken(`2026-11-23T${at}:00Z`)),
    ['01', '01', '01', '10'],
  )
})

test('Z4 minutes run from the first high reading, also over corrections and a wrong clock', () => {
  const times = responseTimes([
    version({ standing: false, alertMs: AT + 30_000 }),
    version({ madeMs: AT + 20 * 60_000, disposition: 'hospital' }),
    version({ passage: 'b', checkpoint: '枫岭', offsetMs: 3_600_000 }),
  ])
  assert.equal(times.highReadings, 2)
  assert.deepEqual(times.toAlert, { cases: 1, median: 10.5, slowest: 10.5, checkpoint: '吉口' })
  assert.deepEqual(times.toIsolation, { cases: 2, median: 0, slowest: 10, checkpoint: '吉口' })
  assert.deepEqual(times.toTransfer, { cases: 1, median: 30, slowest: 30, checkpoint: '吉口' })
  assert.deepEqual(times.fevers, { hospital: 1, isolation: 1 })
  assert.equal(responseTimes([]).toAlert, null)
})

test('Z5 sums of indicators are told where they do not agree, and only where all is there', () => {
  const list = [
    { id: 'c', name: '密切接触者', unit: '人', partOf: null },
    { id: 'h', name: '居家', unit: '人', partOf: 'c' },
    { id: 'i', name: '集中', unit: '人', partOf: 'c' },
  ]
  const values = (entries: Record<string, [number, number]>) =>
    new Map(Object.entries(entries).map(([id, [today, total]]) => [id, { today, total }]))
  const faults = (
    today: Record<string, [number, number]>,
    yesterday: Record<string, [number, number]> = {},
    below: Record<string, [number, number]>[] = [],
  ) =>
    indicatorFaults(list, {
      today: values(today),
      yesterday: values(yesterday),
      below: below.map((one) => ({ values: values(one) })),
    })
  assert.deepEqual(faults({ c: [5, 20], h: [2, 9], i: [3, 11] }, { c: [1, 15] }), [])
  assert.deepEqual(faults({ c: [5, 21] }, { c: [1, 15] }), [
    { indicator: 'c', kind: 'cumulative', of: 'total', is: 21, should: 20 },
  ])
  assert.deepEqual(faults({ c: [5, 20], h: [2, 9] }), [], 'one part is not there yet')
  assert.deepEqual(faults({ c: [5, 20], h: [2, 9], i: [2, 11] }), [
    { indicator: 'c', kind: 'parts', of: 'today', is: 5, should: 4 },
  ])
  assert.deepEqual(faults({ c: [5, 20] }, {}, [{ c: [2, 10] }, {}]), [], 'one town is not there yet')
  assert.deepEqual(faults({ c: [5, 20] }, {}, [{ c: [2, 10] }, { c: [2, 10] }]), [
    { indicator: 'c', kind: 'below', of: 'today', is: 5, should: 4 },
  ])
  assert.deepEqual(faults({ h: [0.1, 0.3] }, { h: [0, 0.2] }), [], 'decimals')
})
