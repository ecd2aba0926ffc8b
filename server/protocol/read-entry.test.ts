import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ERROR_CODES, LIMITS } from '#domain/entries/entry'
import { entryContent, MAX_DEPTH } from '#domain/entries/entry-content'
import { jsonPointer } from '#domain/json-pointer'
import { Entry } from './entry'
import { entryErrors, MAX_ERRORS } from './entry-errors'
import { readEntry } from './read-entry'

const id = '019a0000-0000-7000-8000-000000000001'
const good = (): Record<string, unknown> => ({
  id,
  direction: 'in',
  vehicle: { plate: '浙E3K7P2', kind: 'car' },
  people: [{ readings: [{ celsius: 36.5, site: 'forehead', at: '2026-11-25T06:30:00+08:00' }] }],
  headcount: 1,
  disposition: 'release',
  occurredAt: '2026-11-25T06:30:00+08:00',
})

const faults = (raw: unknown): string[] => {
  const read = readEntry(raw)
  return read.ok ? [] : read.errors.map((error) => `${error.path} ${error.code}`)
}
const without = (key: string) => {
  const { [key]: _, ...rest } = good()
  return rest
}

test('R1 a good entry is read', () => {
  const read = readEntry(good())
  assert.equal(read.ok, true)
  assert.deepEqual(read.ok && read.entry, good())
  assert.equal(read.id, id)
})

test('R1 whatever JSON can hold is answered', () => {
  for (const raw of [null, undefined, 0, -1, Number.NaN, '', 'entry', true, [], [good()]]) {
    assert.deepEqual(readEntry(raw), {
      ok: false,
      id: null,
      errors: [{ path: '', code: 'type', message: 'must be an object' }],
    })
  }
  for (const odd of [undefined, null, 7, id.toUpperCase(), `${id} `, `{${id}}`, [id], { id }]) {
    const read = readEntry({ ...good(), id: odd })
    assert.equal(read.ok, false)
    assert.equal(read.id, null)
  }
  assert.equal(readEntry({ id }).id, id)
  fc.assert(
    fc.property(fc.jsonValue(), (raw) => {
      const read = readEntry(raw)
      if (!read.ok) assert.equal(read.errors.length > 0, true)
    }),
    { numRuns: 500 },
  )
})

test('R1 a good entry with one value replaced is answered, and what is taken has a content', () => {
  const paths = [
    'id',
    'vehicle',
    'people',
    'headcount',
    'direction',
    'occurredAt',
    'hits',
    'load',
    'void',
    'amends',
    'note',
    'seq',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), (key, value) => {
      const raw = { ...good(), [key]: value }
      const read = readEntry(raw)
      if (read.ok) entryContent(raw)
      else for (const error of read.errors) assert.equal((ERROR_CODES as readonly string[]).includes(error.code), true)
    }),
    { numRuns: 1000 },
  )
})

const sized = (bytes: number, filler: string) => {
  const bare = new TextEncoder().encode(JSON.stringify({ ...good(), x: '' })).length
  const each = new TextEncoder().encode(filler).length
  const count = Math.floor((bytes - bare) / each)
  return { ...good(), x: filler.repeat(count) + 'a'.repeat(bytes - bare - count * each) }
}

test('R2 64 KiB of UTF-8 are taken, one byte more is too large', () => {
  for (const filler of ['a', 'é', '\u07ff', '\u0800', '汉', '힣', '\ue000', '😀']) {
    const raw = sized(LIMITS.entryBytes, filler)
    assert.equal(new TextEncoder().encode(JSON.stringify(raw)).length, LIMITS.entryBytes)
    assert.deepEqual(faults(raw), [], filler)
    const over = readEntry(sized(LIMITS.entryBytes + 1, filler))
    assert.deepEqual(over.ok || over.errors.map((error) => error.code), ['too-large'])
    assert.equal(over.id, id)
  }
  assert.deepEqual(faults({ ...good(), x: '\u0001'.repeat(10_850) }), [])
  assert.deepEqual(faults({ ...good(), x: '\u0001'.repeat(10_950) }), [' too-large'])
  assert.deepEqual(faults({ ...good(), x: Array(40_000).fill(0) }), [' too-large'])
  assert.deepEqual(faults({ ...good(), ['k'.repeat(70_000)]: 0 }), [' too-large'])
})

test('R2 nesting is bounded', () => {
  const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown
  const deepest = { ...good(), x: nested(MAX_DEPTH - 1) }
  assert.deepEqual(faults(deepest), [])
  assert.equal(entryContent(deepest).length > 0, true)
  assert.deepEqual(faults({ ...good(), x: nested(MAX_DEPTH) }), [' too-large'])
  assert.deepEqual(faults({ ...good(), x: nested(100_000) }), [' too-large'])
  assert.deepEqual(faults({ ...good(), people: nested(5_000) }), [' too-large'])
})

test('R2 limits of an entry’s own are too-large', () => {
  const [one] = good().people as unknown[]
  const reading = { celsius: 36.5, site: 'forehead', at: '2026-11-25T06:30:00Z' }
  assert.deepEqual(faults({ ...good(), people: Array(101).fill(one), headcount: 101 }), ['/people too-large'])
  assert.deepEqual(faults({ ...good(), people: Array(100).fill(one), headcount: 100 }), [])
  assert.deepEqual(faults({ ...good(), people: Array(20_000).fill(0) }), ['/people too-large'])
  assert.deepEqual(faults({ ...good(), people: [{ readings: Array(5).fill(reading) }] }), [
    '/people/0/readings too-large',
  ])
  assert.deepEqual(faults({ ...good(), people: [{ readings: Array(4).fill(reading) }] }), [])
  assert.deepEqual(faults({ ...good(), note: '汉'.repeat(2000) }), [])
  assert.deepEqual(faults({ ...good(), note: '汉'.repeat(2001) }), ['/note too-large'])
  assert.deepEqual(faults({ ...good(), note: '😀'.repeat(2000) }), [])
  assert.deepEqual(faults({ ...good(), note: '😀'.repeat(2001) }), ['/note too-large'])
  assert.deepEqual(faults({ ...good(), headcount: 501 }), ['/headcount too-large'])
})

test('R3 every required field that is missing is named', () => {
  for (const key of ['id', 'direction', 'vehicle', 'people', 'headcount', 'disposition', 'occurredAt']) {
    assert.deepEqual(faults(without(key)), [`/${key} missing`])
  }
  assert.deepEqual(faults({ ...good(), vehicle: {} }), ['/vehicle/plate missing', '/vehicle/kind missing'])
  assert.deepEqual(faults({ ...good(), people: [{}] }), ['/people/0/readings missing'])
  assert.deepEqual(faults({}).length, 7)
})

test('R3 codes tell what is wrong', () => {
  const table: [Record<string, unknown>, string[]][] = [
    [{ headcount: '1' }, ['/headcount type']],
    [{ headcount: 1.5 }, ['/headcount type']],
    [{ headcount: -1 }, ['/headcount range']],
    [{ headcount: null }, ['/headcount type']],
    [{ headcount: 1e300 }, ['/headcount range']],
    [{ direction: 'up' }, ['/direction value']],
    [{ direction: null }, ['/direction value']],
    [{ id: 'x' }, ['/id value']],
    [{ amends: 'x' }, ['/amends value']],
    [{ seq: 0 }, ['/seq range']],
    [{ occurredAt: 'yesterday' }, ['/occurredAt time']],
    [{ occurredAt: '2026-11-25T06:30:00' }, ['/occurredAt time']],
    [{ occurredAt: '2026-02-30T06:30:00Z' }, ['/occurredAt time']],
    [{ occurredAt: 1 }, ['/occurredAt type']],
    [{ occurredAt: 'x'.repeat(50) }, ['/occurredAt time']],
    [{ vehicle: [] }, ['/vehicle type']],
    [{ vehicle: { plate: '浙'.repeat(16), kind: 'car' } }, ['/vehicle/plate plate']],
    [{ vehicle: { plate: 'x', kind: 'car' } }, ['/vehicle/plate plate']],
    [{ vehicle: { plate: 7, kind: 'car' } }, ['/vehicle/plate type']],
    [{ people: { 0: {} } }, ['/people type']],
    [{ people: [null] }, ['/people/0 type']],
    [
      { people: [{ readings: [{ celsius: '36.5', site: 'nose', at: 'x' }] }] },
      ['/people/0/readings/0/celsius type', '/people/0/readings/0/site value', '/people/0/readings/0/at time'],
    ],
    [{ void: {} }, ['/void/reason void']],
    [{ void: { reason: null } }, ['/void/reason void']],
    [{ void: { reason: 'x' } }, ['/void void']],
    [{ note: 'a\0b' }, ['/note value']],
    [{ note: `${'a'.repeat(2001)}\0` }, ['/note too-large']],
    [{ note: 'a\ud800b' }, ['/note value']],
    [{ load: { kind: 'fresh', expires: '2026-1-1' } }, ['/load/expires time']],
    [{ load: { kind: 'gold' } }, ['/load/kind value']],
    [{ hits: [{ kind: 'plate' }] }, ['/hits/0/rule missing']],
    [{ paper: 'yes' }, ['/paper type']],
  ]
  for (const [changes, expected] of table)
    assert.deepEqual(faults({ ...good(), ...changes }), expected, JSON.stringify(changes))
})

test('R3 optional fields take null as absent', () => {
  const nulls = Object.fromEntries(
    'seq pairing checkpoint lane origin destination purpose trip pass load hits policy formMs clockOffsetMs note amends void paper drill'
      .split(' ')
      .map((key) => [key, null]),
  )
  assert.deepEqual(faults({ ...good(), ...nulls }), [])
  assert.equal(entryContent({ ...good(), ...nulls }), entryContent(good()))
})

test('R3 without what was sent, a missing field is still told by the issue', () => {
  const parsed = Entry.safeParse(without('headcount'))
  assert.equal(parsed.success, false)
  assert.deepEqual(entryErrors(parsed.error as NonNullable<typeof parsed.error>), [
    { path: '/headcount', code: 'missing', message: 'is missing: must be a number' },
  ])
})

test('R4 pointers are escaped', () => {
  assert.equal(jsonPointer([]), '')
  assert.equal(jsonPointer(['a/b', 'm~n', 0, '~1']), '/a~1b/m~0n/0/~01')
})

test('R4 errors never repeat what was sent, and are at most 50', () => {
  const secret = 'Geheim8'
  const people = Array.from({ length: 100 }, () => ({
    readings: secret,
    noReading: secret,
    idKind: secret,
    origin: secret,
    phone: 0,
  }))
  const read = readEntry({
    ...good(),
    id: secret,
    direction: secret,
    people,
    vehicle: secret,
    load: { kind: secret },
    [secret]: 1,
  })
  assert.equal(read.ok, false)
  assert.equal(!read.ok && read.errors.length, MAX_ERRORS)
  assert.equal(JSON.stringify(read).includes(secret), false)
  const meaning = Array.from({ length: 100 }, () => ({ readings: [], idNumber: secret }))
  const second = readEntry({ ...good(), people: meaning, headcount: 100 })
  assert.equal(!second.ok && second.errors.length, MAX_ERRORS)
  assert.equal(JSON.stringify(second).includes(secret), false)
})

test('R5 unknown keys are left out and harm nothing', () => {
  const json = JSON.stringify(good())
  const raw = JSON.parse(
    `${json.slice(0, -1)},"__proto__":{"drill":true,"note":7},"constructor":{"prototype":{}},"toString":1,"colour":"red"}`,
  ) as unknown
  const read = readEntry(raw)
  assert.deepEqual(read.ok && read.entry, good())
  assert.equal(read.ok && read.entry.drill, undefined)
  assert.equal(({} as Record<string, unknown>).drill, undefined)
  const hidden = JSON.parse(`{"__proto__":${json}}`) as unknown
  assert.deepEqual(readEntry(hidden).id, null)
  assert.equal(readEntry(hidden).ok, false)
})
