import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as z from 'zod'
import { Entry } from './entry'
import { MISS, quickReader } from './quick-reader'

const at = '2026-11-25T06:30:00+08:00'
const id = '019a0000-0000-7000-8000-000000000001'

/** Every field that an entry may have, all good. */
const whole = (): Record<string, unknown> => ({
  id,
  seq: 1,
  pairing: id,
  checkpoint: 'K01',
  lane: '1',
  direction: 'in',
  vehicle: { plate: '浙E3K7P2', plateForm: 'civil', plateType: '02', kind: 'car', trailerPlate: null },
  people: [
    {
      readings: [{ celsius: 36.5, site: 'forehead', at }],
      noReading: null,
      disposition: 'release',
      name: '测试甲',
      idKind: '111',
      idNumber: '11010519491231002X',
      noId: 'x',
      guardian: 0,
      phone: '13800000000',
      category: 'driver',
      origin: '330523',
      via: ['330500'],
      riskVisit: false,
      symptoms: ['cough'],
    },
  ],
  headcount: 1,
  origin: '330500',
  destination: '递铺街道',
  purpose: 'freight',
  trip: 'G1',
  pass: 'P1',
  load: { kind: 'livestock', what: 'x', count: 3, certificate: 'c', expires: '2026-12-01', disinfected: true },
  disposition: 'release',
  hits: [{ kind: 'plate', rule: 'r' }],
  policy: '1',
  formMs: 8_000,
  occurredAt: at,
  clockOffsetMs: -120,
  note: '长',
  amends: id,
  void: { reason: 'x' },
  paper: true,
  drill: false,
})

/** Every value inside, by the steps that lead to it. */
const steps = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([name, member]) => steps(member, [...path, name]))]
    : [path]

const replaced = (value: unknown, [step, ...rest]: string[], by: unknown): unknown => {
  if (step === undefined) return by
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  Reflect.set(copy, step, replaced(Reflect.get(copy, step), rest, by))
  // JSON has no undefined: such a member is absent.
  if (Reflect.get(copy, step) === undefined && !Array.isArray(copy)) Reflect.deleteProperty(copy, step)
  return copy
}

const read = quickReader(Entry)

test('a whole entry is taken as the schema gives it, without unknown keys', () => {
  const raw = { ...whole(), unknown: 1, vehicle: { ...(whole().vehicle as object), unknown: 2 } }
  assert.deepEqual(read(raw), Entry.parse(raw))
  assert.deepEqual(Object.keys(read(raw) as object), Object.keys(Entry.parse(raw)))
})

test('with any value replaced, what it takes is what the schema gives', () => {
  const paths = steps(whole()).slice(1)
  const edges = [
    null,
    undefined,
    0,
    -1,
    1.5,
    Number.MAX_VALUE,
    '',
    ' ',
    '00',
    id.toUpperCase(),
    '\0',
    '\ud800',
    '𠮷',
    true,
  ]
  const long = [16, 31, 41, 61, 101, 201, 501, 2_001].map((length) => '𠮷'.repeat(length - 1))
  const odd = fc.oneof(fc.constantFrom<unknown>(...edges, ...long), fc.jsonValue(), fc.string({ unit: 'binary' }))
  let taken = 0
  fc.assert(
    fc.property(fc.constantFrom(...paths), odd, (path, value) => {
      const raw = replaced(whole(), path, value)
      const quick = read(raw)
      const slow = Entry.safeParse(raw)
      if (quick === MISS) return
      taken++
      assert.equal(slow.success, true)
      assert.deepEqual(quick, slow.data)
    }),
    { numRuns: 5_000 },
  )
  assert.ok(taken > 200, `only ${taken} were taken: the test says little`)
})

test('an entry with each field that may be absent left out, or null, is taken', () => {
  for (const path of steps(whole()).slice(1)) {
    for (const value of [null, undefined]) {
      const raw = replaced(whole(), path, value)
      if (Entry.safeParse(raw).success) assert.notEqual(read(raw), MISS, `${path.join('/')} ${value}`)
    }
  }
})

test('a schema that it does not know is refused when it is made', () => {
  assert.throws(() => quickReader(z.date()))
  assert.throws(() => quickReader(z.string().min(1)))
  assert.throws(() => quickReader(z.string().refine((text) => text === 'x')))
  assert.throws(() => quickReader(z.float32()))
})
