import type {
  Direction,
  Disposition,
  Entry,
  Hit,
  Load,
  Person,
  Reading,
  Vehicle,
  VehicleKind,
} from '#domain/entries/entry'
import { MINUTE_MS, SECOND_MS } from '#domain/instant'
import { uuidV7 } from '#domain/uuid'
import type { Checkpoint } from '../county/county'
import type { Random } from '../county/random'
import { drawIdNumber, drawName, drawPhone } from './people'
import { drawPlate } from './plates'

/** What an entry is drawn from besides chance. */
type EntryPoint = Pick<Checkpoint, 'roadClass' | 'lanes'>

const KINDS = ['car', 'van', 'truck', 'coach', 'motorcycle', 'ebike', 'tractor', 'special'] as const
type Kind = (typeof KINDS)[number] | 'foot'
/** Out of 1,000 by the road's class, in the order of KINDS and then people on foot. */
const MIX: Record<string, readonly number[]> = {
  motorway: [730, 80, 150, 36, 0, 0, 0, 4, 0],
  trunk: [650, 95, 130, 24, 34, 46, 6, 5, 10],
  primary: [650, 95, 105, 20, 42, 62, 8, 4, 14],
}
const COUNTRY_MIX = [520, 92, 62, 10, 78, 158, 24, 3, 53]

const PURPOSES = ['commuting', 'freight', 'care', 'school', 'farming', 'event', 'transit'] as const
const PURPOSE_WEIGHTS = [38, 16, 10, 6, 12, 4, 14]

/** First readings at or over the threshold; most are of people who sat in the sun or ran. */
const HIGH_SHARE = 0.0015
const FEVER_SHARE_OF_HIGH = 0.32
const RISK_SHARE = 0.0075
const WATCH_SHARE = 0.0002
const TURNED_BACK_SHARE = 0.0022
/** Regions that don't exist, by whose rules the demo's risk hits are made. */
const RISK_REGIONS = ['990102', '990305'] as const
const HOME_REGION = '330529'

/** Share of entries that say whose they are: name and phone, some also a document. */
const NAMED_SHARE = 0.04

function id(random: Random, ms: number): string {
  return uuidV7(
    ms,
    Uint8Array.from({ length: 16 }, () => random.int(256)),
  )
}

function tenths(celsius: number): number {
  return Math.round(celsius * 10) / 10
}

function normalCelsius(random: Random): number {
  return Math.min(36.9, Math.max(36, tenths(36.42 + 0.19 * random.normal())))
}

function reading(random: Random, celsius: number, atMs: number): Reading {
  return { celsius, site: random.chance(0.985) ? 'forehead' : 'ear', at: new Date(atMs).toISOString() }
}

/** People in the vehicle, the listed ones first: a coach lists a few and counts the rest. */
function crew(random: Random, kind: Kind): { listed: number; headcount: number } {
  const few = (weights: readonly number[]): { listed: number; headcount: number } => {
    const count = 1 + random.weighted(weights)
    return { listed: count, headcount: count }
  }
  switch (kind) {
    case 'coach':
      return { listed: 2 + random.int(3), headcount: 9 + random.int(38) }
    case 'car':
      return few([48, 30, 13, 9])
    case 'van':
      return few([50, 34, 11, 5])
    case 'special':
      return few([20, 60, 20])
    case 'truck':
      return few([76, 24])
    default:
      return few([80, 20])
  }
}

function loadOf(random: Random): Load {
  const kind = (['goods', 'fresh', 'key-supplies', 'farm', 'cold-chain', 'livestock'] as const)[
    random.weighted([52, 20, 8, 12, 6, 2])
  ]
  return kind === 'livestock'
    ? { kind, count: 8 + random.int(40) }
    : { kind: kind ?? 'goods', disinfected: random.chance(0.9) }
}

interface Finding {
  disposition: Disposition
  hits?: Hit[]
  origin?: string
  via?: string[]
}

/** What the policy says about where they come from, and what was done. */
function screen(random: Random, direction: Direction): Finding {
  if (direction === 'in' && random.chance(RISK_SHARE)) {
    const region = random.pick(RISK_REGIONS)
    const stayed = random.chance(0.4)
    const disposition = (['home-observation', 'turn-back', 'release', 'isolation'] as const)[
      random.weighted([46, 24, 24, 6])
    ]
    const hit: Hit = { kind: stayed ? 'stay' : 'origin', rule: `risk-${region}` }
    return { disposition: disposition ?? 'release', hits: [hit], ...(stayed ? { via: [region] } : { origin: region }) }
  }
  if (random.chance(WATCH_SHARE)) return { disposition: 'handover', hits: [{ kind: 'watch', rule: 'watch-list' }] }
  if (direction === 'in' && random.chance(TURNED_BACK_SHARE)) return { disposition: 'turn-back' }
  return { disposition: 'release', ...(random.chance(0.12) ? { origin: HOME_REGION } : {}) }
}

/**
 * One entry at a checkpoint, as a tablet makes it: `occurredMs` in milliseconds since 1970. It has no pairing and no
 * seq; who sends it adds them. Someone with a high first reading is on hold, and `makeRecheck` tells how it ended.
 */
export function makeEntry(random: Random, point: EntryPoint, occurredMs: number, inwards = 0.56): Entry {
  const mix = MIX[point.roadClass] ?? COUNTRY_MIX
  const kind: Kind = KINDS[random.weighted(mix)] ?? 'foot'
  const direction: Direction = random.chance(inwards) ? 'in' : 'out'
  const entryId = id(random, occurredMs)
  const { listed, headcount } = crew(random, kind)
  const vehicle: Vehicle | null = kind === 'foot' ? null : vehicleOf(random, kind)
  const onDuty = kind === 'special'
  const finding: Finding = onDuty ? { disposition: 'release' } : screen(random, direction)
  const named = random.chance(NAMED_SHARE) || finding.hits !== undefined
  let held = false
  const people = Array.from({ length: listed }, (_, i): Person => {
    const at = occurredMs - (listed - i) * 4 * SECOND_MS
    if (onDuty) return { readings: [], noReading: 'on-duty' }
    const high = random.chance(HIGH_SHARE)
    held ||= high
    const celsius = high ? tenths(37.3 + Math.abs(random.normal()) * 0.45) : normalCelsius(random)
    const person: Person = { readings: [reading(random, celsius, at)] }
    if (high) person.readings = [{ celsius, site: 'forehead', at: new Date(at).toISOString() }]
    if (i === 0 && (named || high)) {
      person.name = drawName(random)
      person.phone = drawPhone(random)
      if (random.chance(0.4)) person.idNumber = drawIdNumber(random)
    }
    if (finding.via) person.via = finding.via
    return person
  })
  const entry: Entry = {
    id: entryId,
    lane: String(1 + random.int(Math.max(1, point.lanes))),
    direction,
    vehicle,
    people,
    headcount,
    disposition: held ? 'hold' : finding.disposition,
    formMs: Math.round(Math.min(180_000, 9000 + headcount ** 0.7 * 5200 * Math.exp(0.35 * random.normal()))),
    occurredAt: new Date(occurredMs).toISOString(),
    clockOffsetMs: Math.round(900 * random.normal()) + 0,
  }
  if (finding.hits) entry.hits = finding.hits
  if (finding.origin) entry.origin = finding.origin
  if (kind === 'truck' && random.chance(0.55)) entry.load = loadOf(random)
  if (random.chance(0.3))
    entry.purpose = kind === 'truck' ? 'freight' : (PURPOSES[random.weighted(PURPOSE_WEIGHTS)] ?? 'commuting')
  return entry
}

function vehicleOf(random: Random, kind: VehicleKind): Vehicle {
  const plate = drawPlate(random, kind)
  return plate ? { ...plate, kind } : { plate: null, kind }
}

/** Whether somebody waits beside the lane for a second reading. */
export function isHeld(entry: Entry): boolean {
  return entry.disposition === 'hold'
}

/** How long after the first reading the second is taken, milliseconds: ten minutes at rest and some more. */
export function recheckDelayMs(random: Random): number {
  return 10 * MINUTE_MS + random.int(5 * MINUTE_MS)
}

/** The correction of a held entry: the second readings, and what follows from them. */
export function makeRecheck(random: Random, held: Entry, recheckMs: number): Entry {
  const fever = random.chance(FEVER_SHARE_OF_HIGH)
  const people = held.people.map((person): Person => {
    const first = person.readings[0]
    if (!first || first.celsius < 37.3) return fever ? { ...person, disposition: 'isolation' } : person
    const celsius = fever
      ? tenths(Math.max(37.3, first.celsius + random.between(-0.1, 0.5)))
      : tenths(random.between(36.5, 37.1))
    const second: Reading = {
      celsius,
      site: fever && random.chance(0.5) ? 'axilla' : 'forehead',
      at: new Date(recheckMs).toISOString(),
    }
    return { ...person, readings: [...person.readings, second], ...(fever ? { disposition: 'hospital' as const } : {}) }
  })
  return {
    ...held,
    id: id(random, recheckMs),
    amends: held.id,
    people,
    disposition: fever ? 'isolation' : 'release',
    formMs: 20_000 + random.int(40_000),
  }
}
