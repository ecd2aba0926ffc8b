import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from '../entries/entry'
import { normaliseIdNumber } from '../identifiers/id-number'
import { normalisePersonName } from '../identifiers/name'
import { normalisePhone } from '../identifiers/phone'
import { marksOf, putBack, takePersonal } from './personal'

const bare: Entry = {
  id: '019a0000-0000-7000-8000-000000000001',
  direction: 'in',
  vehicle: { plate: '浙E3K7P2', kind: 'car' },
  people: [{ readings: [{ celsius: 36.5, site: 'forehead', at: '2026-11-25T06:30:00Z' }] }],
  headcount: 1,
  disposition: 'release',
  occurredAt: '2026-11-25T06:30:00Z',
}
const full: Entry = {
  ...bare,
  people: [
    { readings: [], noReading: 'exempt' },
    { readings: [], name: '欧阳明', phone: '13800138000', idNumber: '11010519491231002X', noId: '忘带，住张三家' },
  ],
  headcount: 2,
  destination: '递铺街道 李四家',
  pass: '通字 8812 王五',
  note: '赵六陪同',
  load: { kind: 'fresh', what: '钱七的白菜', certificate: '孙八 221', count: 3 },
  void: { reason: '周九说错了' },
}
const SECRETS = ['欧阳明', '13800138000', '11010519491231002X', '张三', '李四', '王五', '赵六', '钱七', '孙八', '周九']

test('S1 all that names a person, or may, is taken out; what does not is left as it is', () => {
  const taken = takePersonal(full)
  assert.ok(taken)
  for (const secret of SECRETS) {
    assert.ok(!JSON.stringify(taken.bare).includes(secret), secret)
    assert.ok(JSON.stringify(taken.parts).includes(secret), secret)
  }
  assert.equal(taken.bare.vehicle?.plate, '浙E3K7P2')
  assert.equal(taken.bare.load?.count, 3)
  assert.equal(takePersonal(bare), null)
  assert.equal(takePersonal({ ...bare, note: '', people: [{ readings: [], name: null }] }), null)
})

test('S2 what was taken out is put back where it was, if that is still there', () => {
  const taken = takePersonal(full)
  assert.ok(taken)
  assert.deepEqual(putBack(structuredClone(taken.bare) as unknown as Record<string, unknown>, taken.parts), full)
  const stripped = putBack({ id: full.id, people: [] }, taken.parts)
  assert.deepEqual(stripped, {
    id: full.id,
    people: [],
    destination: full.destination,
    pass: full.pass,
    note: full.note,
  })
})

test('S3 the marks are names, phones and document numbers, in one spelling', () => {
  const taken = takePersonal(full)
  assert.deepEqual(marksOf(taken?.parts ?? {}), [
    { kind: 'name', value: '欧阳明' },
    { kind: 'idNumber', value: '11010519491231002X' },
    { kind: 'phone', value: '13800138000' },
  ])
  assert.equal(normalisePersonName(' 阿卜杜拉 · 买买提'), normalisePersonName('阿卜杜拉•买买提'))
  assert.equal(normalisePersonName('Ｊohn smith'), 'JOHNSMITH')
  assert.equal(normalisePhone('+86 138-0013-8000'), normalisePhone('１３８００１３８０００'))
  assert.equal(normaliseIdNumber('110105 19491231 002x'), '11010519491231002X')
})
