import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zeroCounts } from '#domain/entries/counts'
import type { CheckpointLive, Closure, LiveCoverage } from '#protocol/live'
import { everyRoom } from '../_text/every-room'
import { mapWords } from '../_text/map'
import { CHECKPOINT_GLYPHS } from '../_ui/glyphs'
import { checkpointLabels, checkpointMarkers, crossingMarkers } from './live-markers'

const at = '2026-11-23T06:00:00Z'
const checkpoint = (
  code: string,
  state: CheckpointLive['state'],
  more: Partial<CheckpointLive> = {},
): CheckpointLive => ({
  code,
  state,
  at,
  today: { ...zeroCounts(), vehiclesIn: 7, vehiclesOut: 5, people: 31 },
  hour: zeroCounts(),
  pendingOnTablets: 0,
  name: `${code}卡口`,
  lng: 119.6,
  lat: 30.5,
  ...more,
})
const closure: Closure = {
  code: 'F1',
  name: '里垟封堵',
  lng: 119.7,
  lat: 30.4,
  authority: '县指挥部',
  document: '〔2026〕3号',
  from: at,
  to: null,
  responsible: '',
  emergency: '',
}
const context = {
  alarms: new Map([['K9', 2]]),
  selected: 'K1',
  now: Date.parse('2026-11-23T06:23:00Z'),
  duration: (milliseconds: number) => `${milliseconds / 60_000} 分`,
  shared: everyRoom.zh,
  words: mapWords.zh,
}

test('trouble stands first in the order of the focus, and every label bears its unit', () => {
  const markers = checkpointMarkers(
    [checkpoint('K1', 'reporting'), checkpoint('K5', 'offline', { seenAt: at }), checkpoint('K9', 'alarm')],
    [closure],
    context,
  )
  assert.deepEqual(
    markers.map(({ id }) => id),
    ['K9', 'K5', 'K1', 'closure:F1'],
  )
  assert.equal(markers[0]?.count, '2')
  assert.ok(markers[0]?.alarm)
  assert.match(markers[0]?.label ?? '', /K9卡口 · 告警 2 条 · 今日 12 辆次 · 31 人次/)
  assert.match(markers[1]?.label ?? '', /离线 23 分/)
  assert.ok(markers[2]?.selected)
  assert.equal(markers[3]?.glyph, CHECKPOINT_GLYPHS.closure)
})

test('a checkpoint that nobody has placed is on no map', () => {
  assert.deepEqual(checkpointMarkers([checkpoint('K1', 'quiet', { lng: undefined })], [], context), [])
})

test('what works is named only from near by, trouble with its age always', () => {
  const labels = checkpointLabels(
    [checkpoint('K1', 'reporting'), checkpoint('K5', 'offline', { seenAt: at }), checkpoint('K7', 'closed')],
    [],
    context,
  )
  assert.deepEqual(
    labels.map(({ kind, nearOnly, note, faint }) => [kind, nearOnly, note, faint]),
    [
      ['trouble', false, '离线 23 分', false],
      ['point', true, undefined, false],
      ['point', false, undefined, true],
    ],
  )
})

test('of the crossings only those that nobody watches are shown, both carriageways of a road once', () => {
  const coverage: LiveCoverage = {
    version: '1',
    network: 'n',
    crossings: [
      { id: '119.600000,30.500000', state: 'unmonitored' },
      { id: '119.600100,30.500000', state: 'unmonitored', group: '119.600000,30.500000' },
      { id: '119.700000,30.500000', state: 'monitored' },
      { id: 'nowhere', state: 'unmonitored' },
    ],
    segments: { exposed: [], lapsed: [], unreachable: [] },
  }
  const markers = crossingMarkers(coverage, null, context)
  assert.deepEqual(
    markers.map(({ lng, lat, label }) => [lng, lat, label]),
    [[119.6, 30.5, '未设点 · 县界路口，无卡口']],
  )
  assert.deepEqual(crossingMarkers(null, null, context), [])
})
