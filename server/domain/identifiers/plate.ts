import type { PlateForm, VehicleKind } from '../entries/entry'

/**
 * Number plates as written on the wire: canonical, so that one car has one spelling. The grammar is deliberately wide
 * (GA 36-2018 is narrower): real plates break its rules on letters and issuing offices, and a car at the barrier is a fact.
 */

/** The characters that stand for the 31 provinces of the mainland, in the order of GB/T 2260. */
export const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新'

/** Characters that end the serial of a civil plate, after four of letters and digits. */
export const PLATE_SUFFIXES = ['警', '学', '挂', '港', '澳', '领', '应急'] as const

/** What is wrong with a plate; screens translate by it. */
export type PlateFaultCode =
  | 'empty'
  | 'not-canonical'
  | 'province'
  | 'authority'
  | 'letter-i-o'
  | 'character'
  | 'too-short'
  | 'too-long'

const MESSAGES: Record<PlateFaultCode, string> = {
  empty: 'must have at least one character; a plate that is not known is null',
  'not-canonical': 'must be canonical: no dot, space, full-width or lower case letter',
  province: 'must begin with the character of one of the 31 provinces',
  authority: 'must have a letter A to Z in the second place',
  'letter-i-o': 'must have no I and no O in the serial',
  character: 'has a character that this form of plate cannot have',
  'too-short': 'is too short: a serial has 5 characters, with new energy 6',
  'too-long': 'is too long for this form of plate',
}

const CIVIL = new RegExp(`^[${PROVINCES}][A-Z](?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}(?:[警学挂港澳领]|应急))$`)
const SPECIAL = /^[\p{Script=Han}A-Z0-9]{1,15}$/u
const FOREIGN = /^[A-Z0-9-]{1,15}$/
const PARTIAL = /^[\p{Script=Han}A-Z0-9?-]{1,15}$/u
/** Also what NFKC would fold: full-width forms, half-width katakana dot. */
const NOT_CANONICAL = /[\p{Ll}\s.·•・∙⋅‧․。．･\u200b-\u200d\u2060\ufeff\uff00-\uffef]/u

const fits = (plate: string, form: PlateForm): boolean => {
  switch (form) {
    case 'civil':
      return CIVIL.test(plate)
    case 'special':
      return SPECIAL.test(plate)
    case 'foreign':
      return FOREIGN.test(plate)
    case 'partial':
      return PARTIAL.test(plate)
  }
}

const civilFault = (plate: string): PlateFaultCode => {
  if (!PROVINCES.includes(plate.charAt(0))) return 'province'
  if (plate.length < 2) return 'too-short'
  if (!/[A-Z]/.test(plate.charAt(1))) return 'authority'
  const serial = plate.slice(2)
  if (/[IO]/.test(serial)) return 'letter-i-o'
  if (!/^[A-Z0-9]*[警学挂港澳领应急]*$/.test(serial)) return 'character'
  const plain = serial.replace(/[警学挂港澳领应急]/g, '').length
  if (plain === serial.length) return plain < 5 ? 'too-short' : 'too-long'
  if (!/(?:^|[A-Z0-9])(?:[警学挂港澳领]|应急)$/.test(serial)) return 'character'
  return plain < 4 ? 'too-short' : 'too-long'
}

/** What is wrong with a plate of this form, or null where it is right. */
export const plateFaultCode = (plate: string, form: PlateForm): PlateFaultCode | null => {
  if (fits(plate, form)) return null
  if (plate === '') return 'empty'
  if (NOT_CANONICAL.test(plate)) return 'not-canonical'
  if (form === 'civil') return civilFault(plate)
  return [...plate].length > 15 ? 'too-long' : 'character'
}

/** As `plateFaultCode`, in English words that follow the field's name. */
export const plateFault = (plate: string, form: PlateForm): string | null => {
  const code = plateFaultCode(plate, form)
  return code === null ? null : MESSAGES[code]
}

/** A trailer has no form of its own on the wire: any of them will do. */
export const trailerPlateFault = (plate: string): string | null =>
  CIVIL.test(plate) || PARTIAL.test(plate) ? null : plateFault(plate, 'partial')

/**
 * What someone typed or a camera read, in canonical spelling: full-width characters narrowed, letters upper case, dots
 * and spaces gone, and hyphens too where the plate is Chinese. It mends spelling only; `plateFault` says whether it is one.
 */
export const normalisePlate = (text: string): string => {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .normalize('NFKC')
    .replace(/[\s.·•・∙⋅‧․。\u200b-\u200d\u2060\ufeff]/gu, '')
  return /\p{Script=Han}/u.test(plain) ? plain.replace(/[-‐‑–—−]/g, '') : plain.replace(/[‐‑–—−]/g, '-')
}

const HEAD = new RegExp(`^([${PROVINCES}?][A-Z?])(.+)$`, 'su')

/** For people to read: 浙E·3K7P2. Plates without province and office stay as they are. */
export const formatPlate = (plate: string): string => plate.replace(HEAD, '$1·$2')

const starsAfterTwo = (text: string): string => {
  const characters = [...text]
  const last = characters.at(-1)
  if (last === undefined) return ''
  if (characters.length < 4) return characters[0] + '*'.repeat(characters.length - 1)
  return characters[0] + (characters[1] ?? '') + '*'.repeat(characters.length - 3) + last
}

/** For screens where the plate is not anyone's business: 苏B·2H**0. */
export const maskPlate = (plate: string): string => {
  const parts = HEAD.exec(plate)
  return parts ? `${parts[1]}·${starsAfterTwo(parts[2] ?? '')}` : starsAfterTwo(plate)
}

/** The kinds of number plate, GA/T 16.7-2012 (号牌种类代码) with the two for new energy added in 2017. */
export const PLATE_TYPES = {
  large: '01',
  small: '02',
  embassy: '03',
  consulate: '04',
  motorcycle: '07',
  moped: '08',
  embassyMotorcycle: '09',
  consulateMotorcycle: '10',
  lowSpeed: '13',
  tractor: '14',
  trailer: '15',
  training: '16',
  trainingMotorcycle: '17',
  temporary: '22',
  police: '23',
  policeMotorcycle: '24',
  hongKong: '26',
  macao: '27',
  armedPolice: '31',
  military: '32',
  largeNewEnergy: '51',
  smallNewEnergy: '52',
} as const

const NEW_ENERGY = new RegExp(`^[${PROVINCES}][A-Z][A-HJ-NP-Z0-9]{6}$`)
const ARMED_POLICE = new RegExp(`^WJ(?:[${PROVINCES}]|\\d)`)
const MILITARY = /^[A-Z]{2}[A-Z0-9]?\d{4,5}$/

/** The code that the last character of the serial tells, whatever the vehicle. */
const bySuffix = (plate: string, motorcycle: boolean): string | null => {
  switch (plate.at(-1)) {
    case '挂':
      return PLATE_TYPES.trailer
    case '学':
      return motorcycle ? PLATE_TYPES.trainingMotorcycle : PLATE_TYPES.training
    case '警':
      return motorcycle ? PLATE_TYPES.policeMotorcycle : PLATE_TYPES.police
    case '领':
      return motorcycle ? PLATE_TYPES.consulateMotorcycle : PLATE_TYPES.consulate
    case '港':
      return PLATE_TYPES.hongKong
    case '澳':
      return PLATE_TYPES.macao
    default:
      return null
  }
}

/**
 * The plate type to offer for a plate and a kind of vehicle; staff change it with one key. Null where the plate does
 * not tell (应急 has no code of its own; e-bikes have local plates; foreign plates have none).
 */
export const defaultPlateType = (plate: string, kind: VehicleKind, form: PlateForm = 'civil'): string | null => {
  if (form === 'foreign' || kind === 'ebike') return null
  const motorcycle = kind === 'motorcycle'
  if (plate.includes('临')) return PLATE_TYPES.temporary
  if (plate.includes('使')) return motorcycle ? PLATE_TYPES.embassyMotorcycle : PLATE_TYPES.embassy
  if (plate.endsWith('应急')) return null
  const suffix = bySuffix(plate, motorcycle)
  if (suffix !== null) return suffix
  if (ARMED_POLICE.test(plate)) return PLATE_TYPES.armedPolice
  if (form === 'special' && MILITARY.test(plate)) return PLATE_TYPES.military
  if (kind === 'tractor') return PLATE_TYPES.tractor
  if (motorcycle) return PLATE_TYPES.motorcycle
  if (form === 'special' || kind === 'other') return null
  // A large one ends in its letter, a small one begins with it (GA 36-2018).
  if (NEW_ENERGY.test(plate))
    return /^..\d{5}[A-Z]$/.test(plate) ? PLATE_TYPES.largeNewEnergy : PLATE_TYPES.smallNewEnergy
  return kind === 'truck' || kind === 'coach' ? PLATE_TYPES.large : PLATE_TYPES.small
}
