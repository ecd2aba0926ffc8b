import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { entryContent, MAX_DEPTH } from './entry-content'

const parse = (json: string): Record<string, unknown> => JSON.parse(json) as Record<string, unknown>

test('C1 members are sorted by UTF-16 units, values written as ECMAScript does', () => {
  // The example of RFC 8785, section 3.2.3, and numbers of its appendix B.
  const raw = parse(
    '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
  )
  assert.deepEqual(Object.keys(parse(entryContent(raw))), ['1', '\r', '\u0080', 'ö', '€', '😀', '\ufb33'])
  assert.equal(
    entryContent({ n: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0, 1e21, 1e-7] }),
    '{"n":[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,1e-7]}',
  )
  assert.equal(
    entryContent({ s: '€$\u000f\nA\'B"\\\\"/\u2028\ud800' }),
    '{"s":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u2028\\ud800"}',
  )
})

/** RFC 8785 the slow way, over what JSON.stringify says. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== null && !(Array.isArray(member) && member.length === 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}

test('C1 any JSON is written as a plain canonicaliser writes it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 5 })), (object) => {
      const raw = parse(JSON.stringify(object))
      for (const key of ['occurredAt', 'people', 'seq', 'pairing', 'clockOffsetMs']) delete raw[key]
      assert.equal(entryContent(raw), canonical(raw))
    }),
    { numRuns: 500 },
  )
})

test('C1 many members are sorted too', () => {
  const keys = Array.from({ length: 100 }, (_, index) => `k${(index * 37) % 100}`)
  assert.deepEqual(Object.keys(parse(entryContent(Object.fromEntries(keys.map((key) => [key, 1]))))), keys.sort())
})

test('C2 clock offset, sequence and pairing are left out of the entry, and only there', () => {
  assert.equal(entryContent({ seq: 1, pairing: 'x', clockOffsetMs: 5, b: 1 }), '{"b":1}')
  assert.equal(
    entryContent({ other: { seq: 1, pairing: 'x', clockOffsetMs: 5 } }),
    '{"other":{"clockOffsetMs":5,"pairing":"x","seq":1}}',
  )
})

test('C3 absent, null and [] are one; elements are kept', () => {
  const bare = entryContent({ id: 'x', people: [{ readings: [] }] })
  assert.equal(
    entryContent({ id: 'x', note: null, hits: [], load: undefined, people: [{ via: [], name: null }] }),
    bare,
  )
  assert.notEqual(entryContent({ id: 'x', people: [{}, {}] }), bare)
  assert.equal(entryContent({ future: [null, [], {}, { a: null }] }), '{"future":[null,[],{},{}]}')
  assert.notEqual(entryContent({ id: 'x', note: '' }), entryContent({ id: 'x' }))
  assert.notEqual(entryContent({ id: 'x', drill: false }), entryContent({ id: 'x' }))
})

test('C4 known times are in UTC milliseconds, others as sent', () => {
  const at = '2026-11-25T06:30:00.1239+08:00'
  assert.equal(
    entryContent({ occurredAt: at, people: [{ at, readings: [{ at, celsius: 36.5 }] }], at, load: { expires: at } }),
    `{"at":"${at}","load":{"expires":"${at}"},"occurredAt":"2026-11-24T22:30:00.123Z","people":[{"at":"${at}","readings":[{"at":"2026-11-24T22:30:00.123Z","celsius":36.5}]}]}`,
  )
  assert.equal(
    entryContent({ occurredAt: '2026-11-24T22:30Z' }),
    entryContent({ occurredAt: '2026-11-25T06:30:00,000+0800' }),
  )
  assert.equal(entryContent({ occurredAt: 'noon', people: 'two' }), '{"occurredAt":"noon","people":"two"}')
})

test('C5 unknown keys are in it, whatever they are called', () => {
  assert.notEqual(entryContent({ id: 'x', colour: 1 }), entryContent({ id: 'x', colour: 2 }))
  const odd = parse('{"__proto__":{"seq":1},"constructor":2,"toJSON":3,"hasOwnProperty":4}')
  assert.equal(entryContent(odd), '{"__proto__":{"seq":1},"constructor":2,"hasOwnProperty":4,"toJSON":3}')
})

test('C1 nesting is bounded', () => {
  const nested = (levels: number) => parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`)
  assert.equal(entryContent(nested(MAX_DEPTH)).length, MAX_DEPTH * 6 + 1)
  assert.throws(() => entryContent(nested(MAX_DEPTH + 1)), RangeError)
  assert.throws(() => entryContent(nested(200_000)), RangeError)
})
