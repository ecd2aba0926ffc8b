import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wallSubject } from './wall-subject'

test('of an entry a wall has the masked plate and the highest of the last readings, and nothing that names anybody', () => {
  const subject = wallSubject({
    vehicle: { plate: '苏B2H990', kind: 'car' },
    people: [
      { name: '王建国', phone: '13800002016', readings: [{ celsius: 37.9 }, { celsius: 36.8 }] },
      { name: '李秀梅', readings: [{ celsius: 37.2 }] },
    ],
    note: '探亲',
  })
  assert.deepEqual(subject, { plate: '苏B·2H**0', celsius: 37.2 })
})

test('people on foot have no plate, an entry that retention stripped has nothing', () => {
  assert.deepEqual(wallSubject({ vehicle: null, people: [{ readings: [] }] }), { plate: null, celsius: null })
  assert.deepEqual(wallSubject(null), { plate: null, celsius: null })
})
