import type { PlateForm, VehicleKind } from '#domain/entries/entry'
import { defaultPlateType } from '#domain/identifiers/plate'
import { type Random, seededRandom } from '../county/random'

/** Number plates as they pass a county in the north of Zhejiang: mostly its own, few from afar. */
interface Plate {
  plate: string
  plateForm?: PlateForm
  plateType?: string
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const OWN = '浙E'
const PROVINCE_OFFICES = [...'ABCDFGHJKL'].map((letter) => `浙${letter}`)
const NEIGHBOURS = ['苏B', '苏E', '苏A', '沪A', '沪C', '沪B', '皖P', '皖J', '皖A', '赣E', '赣A', '闽A']
const AFAR = ['豫A', '鲁B', '粤B', '川A', '京A', '湘A', '渝A', '陕A', '冀A', '鄂B']
/** Cars of the county that come again and again. */
const REGULARS = 5200
const NEW_ENERGY_SHARE = { car: 0.17, van: 0.12, coach: 0.3, truck: 0.03 } as const

function office(random: Random): string {
  const draw = random.next()
  if (draw < 0.7) return OWN
  if (draw < 0.85) return random.pick(PROVINCE_OFFICES)
  return draw < 0.97 ? random.pick(NEIGHBOURS) : random.pick(AFAR)
}

function serial(random: Random): string {
  const digit = (): string => String(random.int(10))
  const letter = (): string => random.pick([...LETTERS])
  // Most serials have one letter or two, at the front, at the end or within.
  const forms = [
    () => letter() + digit() + digit() + digit() + digit(),
    () => digit() + letter() + digit() + letter() + digit(),
    () => letter() + digit() + digit() + digit() + letter(),
    () => digit() + digit() + digit() + digit() + letter(),
    () => digit() + digit() + digit() + digit() + digit(),
    () => digit() + letter() + letter() + digit() + digit(),
  ]
  return random.pick(forms)()
}

function fiveDigits(random: Random): string {
  return String(random.int(100_000)).padStart(5, '0')
}

function civil(random: Random, kind: keyof typeof NEW_ENERGY_SHARE, at: string): string {
  if (!random.chance(NEW_ENERGY_SHARE[kind])) return at + serial(random)
  const battery = random.chance(0.8) ? 'D' : 'F'
  // A small one begins with its letter, a large one ends with it (GA 36-2018).
  if (kind === 'truck' || kind === 'coach') return at + fiveDigits(random) + battery
  const second = random.chance(0.4) ? random.pick([...LETTERS]) : String(random.int(10))
  return at + battery + second + String(random.int(10_000)).padStart(4, '0')
}

/** The plate of the county's regular number `index`: always the same car. */
function regular(index: number): string {
  const own = seededRandom(`regular ${index}`)
  return civil(own, 'car', OWN)
}

function withType(plate: string, kind: VehicleKind, form?: PlateForm): Plate {
  const plateType = defaultPlateType(plate, kind, form)
  return { plate, ...(form ? { plateForm: form } : {}), ...(plateType ? { plateType } : {}) }
}

/** A plate for a vehicle of the kind; null where it has none, or none that could be read. */
export function drawPlate(random: Random, kind: VehicleKind): Plate | null {
  switch (kind) {
    case 'car':
      if (random.chance(0.004)) return null
      if (random.chance(0.42)) return withType(regular(Math.floor(REGULARS * random.next() ** 1.7)), kind)
      return withType(civil(random, kind, office(random)), kind)
    case 'van':
    case 'truck':
    case 'coach':
      return withType(civil(random, kind, office(random)), kind)
    case 'motorcycle':
      return withType(`${OWN}${serial(random)}`, kind)
    case 'ebike':
      return random.chance(0.5) ? withType(`云岭${fiveDigits(random)}`, kind, 'special') : null
    case 'tractor':
      return withType(`浙05${fiveDigits(random)}`, kind, 'special')
    case 'special':
      return withType(`${OWN}${String(random.int(10_000)).padStart(4, '0')}警`, kind)
    case 'other':
      return null
  }
}
