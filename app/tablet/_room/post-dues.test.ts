import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Policy } from '#protocol/tablet'
import { NO_DUTY } from './duty-after'
import { NO_POST, type PostView } from './post-desk'
import { postDues, reportPeriod } from './post-dues'

const at = (time: string) => Date.parse(`2026-11-23T${time}:00+08:00`)
const iso = (time: string) => new Date(at(time)).toISOString()
// Only what is looked at; the rest of a policy plays no part.
const policy = {
  post: { zone: 'Asia/Shanghai' },
  deadlines: { reports: ['18:00'], remindMinutes: 30 },
} as unknown as Policy
const post = (changes: Partial<PostView['duty']> = {}, more: Partial<PostView> = {}): PostView => ({
  ...NO_POST,
  ...more,
  duty: { ...NO_DUTY, ...changes },
})
const kinds = (view: PostView, time: string) => postDues(view, policy, at(time)).map((due) => due.kind)
const report = (to: string) => ({ from: iso('00:00'), to, abnormal: 0, noTraffic: false, at: to })
const yesterday = new Date(at('18:00') - 86_400_000).toISOString()

test('the report is asked for from the reminder on, and is late when a period ended without it', () => {
  const reported = post({ report: report(yesterday) })
  assert.deepEqual(kinds(reported, '17:29'), [])
  const [due] = postDues(reported, policy, at('17:31'))
  assert.deepEqual(due, {
    kind: 'report',
    period: reportPeriod(reported, policy, at('17:31')).period,
    dueMs: at('18:00'),
    late: false,
  })
  const [late] = postDues(reported, policy, at('18:01'))
  assert.ok(late?.kind === 'report' && late.late && late.dueMs === at('18:00'))
  assert.deepEqual(kinds(post({ report: report(iso('18:00')) }), '18:01'), [])
  assert.deepEqual(kinds(post({ report: report(iso('18:00')) }), '17:45'), [], 'closed before its end')
  assert.deepEqual(kinds(post(), '18:01'), [], 'a post that never reported begins with the running period')
  assert.deepEqual(kinds(post(), '17:45'), ['report'])
})

test('a post that keeps shifts asks who is on duty', () => {
  assert.deepEqual(kinds(post({ keepsShifts: true }), '10:00'), ['shift'])
  assert.deepEqual(kinds(post(), '10:00'), [])
  const roster = { version: '1', checkpoint: 'K01', crews: [{ id: 1, name: '甲班', lead: null, members: [] }] }
  assert.deepEqual(kinds(post({}, { roster: roster as unknown as PostView['roster'] }), '10:00'), ['shift'])
})

test('logs are due by the hours since the last, or since the shift began', () => {
  const shifts = [{ id: 'a', since: iso('07:00'), people: [] }]
  assert.deepEqual(kinds(post({ keepsShifts: true, shifts, report: report(iso('18:00')) }), '19:01'), ['log'])
  const logs = { disinfection: iso('12:00') }
  assert.deepEqual(kinds(post({ keepsShifts: true, shifts, logs, report: report(iso('18:00')) }), '19:01'), [])
  assert.deepEqual(kinds(post({ logs: { disinfection: iso('01:00') } }), '17:00'), [], 'nobody is on duty')
})

test('what was not read comes first', () => {
  const instructions = [{ id: 'i', text: '加强检查', at: iso('09:00'), readAt: null }]
  assert.deepEqual(kinds(post({ keepsShifts: true }, { instructions }), '10:00'), ['instruction', 'shift'])
  assert.deepEqual(
    kinds(post({}, { instructions: instructions.map((one) => ({ ...one, readAt: iso('09:30') })) }), '10:00'),
    [],
  )
  assert.deepEqual(postDues(post({ keepsShifts: true }), null, at('10:00')), [])
})
