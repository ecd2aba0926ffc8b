import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { checkEntry } from '#domain/entries/check-entry'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain/instant'
import { uuidTime } from '#domain/uuid'
import { Entry } from '#protocol/entry'
import { generateCounty } from '../county/generate-county'
import { localTimeAt } from './daily-curve'
import { makeHistory } from './make-history'

/** A Monday, 14:06 in Shanghai. */
const UNTIL = Date.UTC(2026, 10, 23, 6, 6)
const county = generateCounty()
const history = [...makeHistory({ seed: 'test', county, until: UNTIL })]
const roots = history.filter(({ entry }) => !entry.amends)
const at = (entry: { occurredAt: string }): number => Date.parse(entry.occurredAt)

test('the same options give the same entries, another seed others', () => {
  const digest = (seed: string): string => {
    const hash = createHash('sha256')
    for (const item of makeHistory({ seed, county, until: UNTIL, days: 2 })) hash.update(JSON.stringify(item))
    return hash.digest('hex')
  }
  assert.equal(digest('test'), digest('test'))
  assert.notEqual(digest('test'), digest('other'))
})

test('an hour is the same whenever the history ends', () => {
  const hour = (until: number): string[] =>
    [...makeHistory({ seed: 'test', county, until, days: 3 })]
      .filter(({ entry }) => at(entry) >= UNTIL - 5 * HOUR_MS && at(entry) < UNTIL - 4 * HOUR_MS)
      .map(({ entry }) => entry.id)
  assert.deepEqual(hour(UNTIL), hour(UNTIL + 2 * HOUR_MS))
})

test('every entry has the shape and the meaning that the wire asks for', () => {
  for (const { entry } of history) {
    const read = Entry.safeParse(JSON.parse(JSON.stringify(entry)))
    assert.ok(read.success, JSON.stringify(read.error))
    assert.deepEqual(read.data, entry)
    assert.deepEqual(checkEntry(entry), [])
  }
  assert.equal(new Set(history.map(({ entry }) => entry.id)).size, history.length)
})

test('some three weeks of 2,000 to 4,000 entries a day, in the order in which they were sent', () => {
  assert.ok(history.length > 40_000 && history.length < 80_000, `${history.length} entries`)
  const byDay = new Map<number, number>()
  for (const { entry } of roots) {
    const { day } = localTimeAt(at(entry))
    byDay.set(day, (byDay.get(day) ?? 0) + 1)
  }
  const whole = [...byDay].slice(1, -1)
  assert.equal(whole.length, 20)
  for (const [day, count] of whole) assert.ok(count > 1900 && count < 4300, `${count} on day ${day}`)
  let sent = 0
  for (const { entry } of history) {
    const now = uuidTime(entry.id) ?? 0
    assert.ok(now >= sent && now < UNTIL)
    sent = now
    if (!entry.amends) assert.equal(now, at(entry))
  }
})

test('mornings are busy, nights are not, weekends are less', () => {
  const count = (wanted: (time: ReturnType<typeof localTimeAt>) => boolean): number =>
    roots.filter(({ entry }) => wanted(localTimeAt(at(entry)))).length
  assert.ok(count((t) => t.hour >= 7 && t.hour < 9) > 8 * count((t) => t.hour >= 2 && t.hour < 4))
  assert.ok(count((t) => t.hour >= 7 && t.hour < 9) > count((t) => t.hour >= 16.5 && t.hour < 18.5))
  assert.ok(count((t) => t.weekday === 0) / 3 < 0.9 * (count((t) => t.weekday === 2) / 3))
})

test('high readings wait for a recheck and are corrected; few are fevers, and none of those is let pass', () => {
  const corrections = new Map(history.flatMap(({ entry }) => (entry.amends ? [[entry.amends, entry] as const] : [])))
  const held = roots.filter(({ entry }) => entry.disposition === 'hold')
  assert.ok(held.length > 60 && held.length < 260, `${held.length} held`)
  let fevers = 0
  for (const { entry } of held) {
    const correction = corrections.get(entry.id)
    if (!correction) continue
    assert.equal(correction.occurredAt, entry.occurredAt)
    const last = correction.people.map((person) => person.readings.at(-1)?.celsius ?? 0)
    const fever = last.some((celsius) => celsius >= 37.3)
    if (fever) fevers++
    assert.equal(correction.disposition, fever ? 'isolation' : 'release')
  }
  assert.ok(fevers >= 10 && fevers < held.length / 2, `${fevers} fevers`)
  assert.equal(held.length - corrections.size <= 3, true, 'only the last few still wait')
  const risk = roots.filter(({ entry }) => entry.hits?.length)
  assert.ok(risk.length > 100 && risk.length < roots.length / 100, `${risk.length} risk hits`)
})

test('plates are mostly local and fit their vehicles, coaches count heads, some go on foot', () => {
  const plates = roots.flatMap(({ entry }) => entry.vehicle?.plate ?? [])
  const share = (test: (plate: string) => boolean): number => plates.filter(test).length / plates.length
  assert.ok(share((plate) => plate.startsWith('浙E')) > 0.6)
  assert.ok(share((plate) => !plate.startsWith('浙') && !plate.startsWith('云岭')) > 0.05)
  const energy = roots.filter(({ entry }) => ['51', '52'].includes(entry.vehicle?.plateType ?? ''))
  assert.ok(energy.length > roots.length * 0.05 && energy.length < roots.length * 0.25)
  for (const kind of ['car', 'van', 'truck', 'coach', 'motorcycle', 'ebike', 'tractor', 'special']) {
    assert.ok(
      roots.some(({ entry }) => entry.vehicle?.kind === kind),
      kind,
    )
  }
  assert.ok(roots.some(({ entry }) => entry.vehicle === null))
  const coaches = roots.filter(({ entry }) => entry.vehicle?.kind === 'coach')
  assert.ok(coaches.every(({ entry }) => entry.headcount > entry.people.length && entry.headcount <= 50))
  const again = new Map<string, number>()
  for (const plate of plates) again.set(plate, (again.get(plate) ?? 0) + 1)
  assert.ok(Math.max(...again.values()) > 8, 'some come every other day')
})

test('a silent checkpoint stops before the end, another was silent for four hours', () => {
  const last = (condition: string): number => {
    const codes = county.checkpoints.filter((c) => c.condition === condition).map((c) => c.code)
    return Math.max(...history.filter((h) => codes.includes(h.checkpointCode)).map(({ entry }) => at(entry)))
  }
  assert.ok(UNTIL - last('silent') >= 23 * MINUTE_MS)
  assert.ok(UNTIL - last('staffed') < 10 * MINUTE_MS)
  const afternoon = localTimeAt(UNTIL).day - 6
  const there = new Set(
    roots
      .filter(({ entry }) => {
        const { day, hour } = localTimeAt(at(entry))
        return day === afternoon && hour >= 13 && hour < 17
      })
      .map(({ checkpointCode }) => checkpointCode),
  )
  const busy = county.checkpoints.filter((c) => c.share > 0.04).map((c) => c.code)
  assert.equal(busy.filter((code) => !there.has(code)).length, 1)
  const unwatched = county.checkpoints.filter((c) => c.state !== 'open').map((c) => c.code)
  assert.ok(history.every((h) => !unwatched.includes(h.checkpointCode)))
  assert.ok(at(history[0]?.entry ?? { occurredAt: '' }) >= UNTIL - 21 * DAY_MS - HOUR_MS)
})
