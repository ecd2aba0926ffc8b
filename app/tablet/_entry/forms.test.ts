import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from '#domain/entries/entry'
import { newId } from '../_outbox/new-id'
import { car, digits, plateKeys, preset, run, save } from './form-rig'
import { newForm } from './form-shape'
import { type Forms, goOn, interrupt, isBegun, without } from './forms'
import { keepDraft, readDraft } from './kept-draft'
import { formOf } from './to-entry'

const entry: Entry = { ...save(car), id: newId() }
const held: Entry = { ...entry, id: newId(), disposition: 'hold' }
const correction = formOf(entry, 'correct', preset('浙'))
const begunCorrection = run(correction, [{ type: 'reason', reason: '号牌看错' }])
const recheck = formOf(held, 'recheck', preset('浙'))
const fresh = () => newForm(preset('浙'))
const at = (form: Forms['form'], ...waiting: Forms['waiting']): Forms => ({ form, waiting })

test('a task is begun with its first key, not by being looked at', () => {
  for (const task of ['correct', 'recheck', 'mend'] as const) {
    const form = { ...formOf(entry, task, preset('浙')), openedAt: 1 }
    assert.equal(isBegun(form), false, task)
    assert.equal(isBegun(run(form, [{ type: 'focus', focus: { at: 'kinds' } }])), false, task)
    assert.equal(isBegun(run(form, [{ type: 'watched', name: 'plate', hits: [] }])), false, task)
  }
  assert.equal(isBegun(begunCorrection), true)
  assert.equal(isBegun(run(recheck, digits('3'))), true)
  assert.equal(isBegun(fresh()), false)
  assert.equal(isBegun(run(fresh(), plateKeys('E'))), true)
  assert.equal(isBegun(newForm({ ...preset('浙'), paper: { at: null } })), true, 'paper goes on until it is left')
})

test('a half-made correction waits behind a recheck, and the car before behind both', () => {
  const typing = run(fresh(), plateKeys('E8'))
  const correcting = interrupt(at(typing), correction)
  assert.deepEqual(correcting, at(correction, typing))
  const begun = { ...correcting, form: begunCorrection }
  const rechecking = interrupt(begun, recheck)
  assert.deepEqual(rechecking, at(recheck, begunCorrection, typing))
  assert.deepEqual(goOn(rechecking, fresh), at(begunCorrection, typing))
  assert.deepEqual(goOn(goOn(rechecking, fresh), fresh), at(typing))
  assert.equal(goOn(at(typing), fresh).waiting.length, 0)
})

test('what was only looked at waits for nobody', () => {
  assert.deepEqual(interrupt(at(correction), recheck), at(recheck))
  assert.deepEqual(interrupt(at(fresh()), recheck).waiting, [])
})

test('the same thing taken up again is gone on with, not begun anew', () => {
  const anew = formOf(entry, 'correct', preset('浙'))
  assert.equal(interrupt(at(begunCorrection), anew).form, begunCorrection)
  const begunRecheck = run(recheck, digits('3'))
  assert.deepEqual(interrupt(at(begunRecheck, begunCorrection), anew), at(begunCorrection, begunRecheck))
})

test('what would mend a passage that is void goes with it', () => {
  const typing = run(fresh(), plateKeys('E8'))
  assert.deepEqual(without(at(begunCorrection, typing), entry.id, fresh), at(typing))
  assert.deepEqual(without(at(typing, begunCorrection), entry.id, fresh), at(typing))
  assert.deepEqual(without(at(begunCorrection, typing), held.id, fresh), at(begunCorrection, typing))
})

test('all of it is in the draft; one of the release before is taken over', () => {
  const forms = at(recheck, begunCorrection)
  assert.deepEqual(readDraft(structuredClone(keepDraft(forms))), forms)
  const { site: _sinceThen, ...before } = car
  assert.deepEqual(readDraft({ version: 4, form: before, stash: before }), at(car, car))
  assert.deepEqual(readDraft({ version: 4, form: before, stash: null }), at(car))
  assert.equal(readDraft({ version: 3, form: recheck, stash: null }), null)
})
