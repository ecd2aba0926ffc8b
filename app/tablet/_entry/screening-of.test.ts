import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkEntry } from '#domain/entries/check-entry'
import type { RiskArea, Rule } from '#domain/policy/policy'
import { newId } from '../_outbox/new-id'
import { formStep } from './entry-form'
import { DEFAULT_RULES, type EntryForm, type FormAct, newForm } from './form-shape'
import { missingOf } from './missing'
import { outcomeOf } from './outcome'
import { dispositionsOfHit, nameKey, type Ruling, rulingOf, screeningOf, takenBack, watchNames } from './screening-of'
import { formOf, toEntry } from './to-entry'

const NOW = Date.UTC(2026, 10, 23, 6, 2)
const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 'high',
  name: '高风险地区来人',
  document: '第9号',
  days: 14,
  disposition: 'isolation',
  order: '集中隔离',
  asks: 'standard',
  ...change,
})
const area: RiskArea = {
  id: 'a',
  name: '江汉区',
  code: '420103',
  part: null,
  plates: ['鄂A'],
  level: 'high',
  from: '2026-11-01T00:00:00Z',
  to: null,
  rule: 'high',
}
const RULING: Ruling = {
  version: '7',
  riskAreas: [area],
  rules: [rule(), rule({ id: 'watch', name: '协查', disposition: 'handover', asks: null })],
}
const preset = (province: string) => ({
  id: newId(),
  province,
  direction: 'in' as const,
  site: 'forehead' as const,
  rules: DEFAULT_RULES,
  today: '2026-11-23',
})
const run = (form: EntryForm, ...acts: FormAct[]): EntryForm => acts.reduce((at, act) => formStep(at, act, NOW), form)
const typed = (province: string, rest: string, digits = '365'): EntryForm =>
  run(
    newForm(preset(province)),
    ...[...rest].map((value): FormAct => ({ type: 'plate', act: { type: 'key', value } })),
    ...[...digits].map((digit): FormAct => ({ type: 'digit', digit })),
  )
const screen = (form: EntryForm) => screeningOf(form, RULING, NOW)
const answer = (form: EntryForm, change: Partial<Extract<FormAct, { type: 'answer' }>>): FormAct => ({
  type: 'answer',
  key: screen(form).open?.key ?? assert.fail('nothing is open'),
  answer: 'done',
  disposition: null,
  note: null,
  ...change,
})
const save = (form: EntryForm) => {
  const { hits, visited } = screen(form)
  const entry = toEntry(
    form,
    { ...outcomeOf(form, []), hits, visited },
    { pairing: newId(), lane: null, clockOffsetMs: null, now: NOW },
  )
  assert.deepEqual(checkEntry(entry), [])
  return entry
}

test('an ordinary car is not stopped, and what is not whole is not looked up', () => {
  const car = typed('浙', 'E8M5J6')
  assert.deepEqual(screen(car).findings, [])
  assert.deepEqual(watchNames(car), [{ kind: 'plate', canonical: '浙E8M5J6' }])
  assert.deepEqual(watchNames(typed('浙', 'E8M', '')), [])
  assert.deepEqual(watchNames(typed('浙', 'E8?5J6')), [])
  assert.equal(save(car).hits, undefined)
})

test('a plate alone asks; not been there goes on, and the entry tells that it was asked', () => {
  const car = typed('鄂', 'A12345')
  assert.equal(screen(car).open?.kind, 'plate')
  assert.equal(screen(car).level, 'brief', 'nothing more is asked before the answer')
  const cleared = run(car, answer(car, { answer: 'cleared', note: '已核实' }))
  assert.equal(screen(cleared).open, null)
  const entry = save(cleared)
  assert.deepEqual(
    [entry.hits, entry.disposition, entry.people[0]?.riskVisit],
    [[{ kind: 'plate', rule: 'high' }], 'release', false],
  )
})

test('been there is by the rule: what it says is done, and as much is asked as it asks', () => {
  const car = typed('鄂', 'A12345')
  const visited = run(car, answer(car, { answer: 'visited', disposition: 'isolation' }))
  const { level } = screen(visited)
  assert.equal(level, 'standard')
  assert.ok(missingOf(visited, level).some(({ what }) => what === 'details'))
  const entry = save(visited)
  assert.deepEqual(entry.hits, [
    { kind: 'plate', rule: 'high' },
    { kind: 'stay', rule: 'high' },
  ])
  assert.deepEqual([entry.disposition, entry.people[0]?.riskVisit], ['isolation', true])
})

test('a declared origin and a stay are hits without a question', () => {
  const from = run(typed('浙', 'E8M5J6'), { type: 'trip', change: { origin: '420103' } })
  assert.deepEqual([screen(from).open?.kind, screen(from).open?.asks], ['origin', false])
  const via = run(typed('浙', 'E8M5J6'), { type: 'details', person: 0, change: { via: ['420103'] } })
  assert.deepEqual(screen(via).hits, [{ kind: 'stay', rule: 'high' }])
})

test('a watch hit says by which rule and its own order; later ones never let pass what an earlier one stopped', () => {
  const car = typed('鄂', 'A12345')
  const name = nameKey(watchNames(car)[0] ?? assert.fail('no plate'))
  const found = run(car, { type: 'watched', name, hits: [{ rule: 'watch', order: '移交派出所' }] })
  const open = screen(found).open
  assert.deepEqual([open?.kind, open?.order, open?.rule.name], ['watch', '移交派出所', '协查'])
  assert.equal(dispositionsOfHit(open ?? assert.fail('not open'))[0], 'handover')
  const stopped = run(found, answer(found, { disposition: 'handover' }))
  const next = run(stopped, answer(stopped, { answer: 'visited', disposition: 'release' }))
  assert.equal(screen(next).open, null)
  assert.equal(save(next).disposition, 'handover')
  assert.deepEqual(save(next).hits?.[0], { kind: 'watch', rule: 'watch' })
  // Another plate is another question.
  const mended = run(
    next,
    { type: 'plate', act: { type: 'cell', index: 6 } },
    { type: 'plate', act: { type: 'key', value: '6' } },
  )
  assert.equal(screen(mended).open?.kind, 'plate')
})

test('a rule that the policy has lost is still a hit', () => {
  const car = typed('浙', 'E8M5J6')
  const found = run(car, {
    type: 'watched',
    name: nameKey(watchNames(car)[0] ?? assert.fail()),
    hits: [{ rule: 'gone', order: null }],
  })
  assert.deepEqual(screen(found).hits, [{ kind: 'watch', rule: 'gone' }])
})

test('a correction keeps its hits and does not ask again; a recheck asks what nobody had answered', () => {
  const car = typed('鄂', 'A12345')
  const entry = save(run(car, answer(car, { answer: 'cleared' })))
  assert.equal(screen(formOf(entry, 'correct', preset('浙'))).open, null)
  assert.deepEqual(screen(formOf(entry, 'correct', preset('浙'))).hits, entry.hits)
  assert.equal(screen(formOf(entry, 'recheck', preset('浙'))).open?.kind, 'plate')
})

test('a policy that was kept by the release before stops nobody and breaks nothing', () => {
  const old = JSON.parse(
    '{"version":"1","riskAreas":[{"code":"420103","name":"x","rule":"high"}],"rules":[{"id":"high"}]}',
  )
  const ruling = rulingOf(old)
  assert.deepEqual(screeningOf(typed('鄂', 'A12345'), ruling, NOW).findings, [])
})

test('what was read or tapped wrong is taken back, and stops no more', () => {
  const told = run(typed('浙', 'E8M5J6'), { type: 'trip', change: { origin: '420103' } })
  const stayed = run(typed('浙', 'E8M5J6'), { type: 'details', person: 0, change: { via: ['420103'] } })
  for (const form of [typed('鄂', 'A12345'), told, stayed]) {
    const back = run(form, ...takenBack(form, screen(form).open ?? assert.fail('nothing is open')))
    assert.equal(screen(back).open, null)
  }
})
