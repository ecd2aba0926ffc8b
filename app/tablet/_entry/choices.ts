import { PROVINCES } from '#domain/identifiers/plate'

/** What is chosen instead of typed. The names go on the wire; the words stand in `_text/tablet-details`. */

export const PURPOSES = [
  'commuting',
  'home',
  'care',
  'school',
  'farming',
  'freight',
  'construction',
  'visit',
  'wedding-funeral',
  'official',
  'transit',
  'other',
] as const

export const CATEGORIES = [
  'resident',
  'returnee',
  'farm-worker',
  'migrant-worker',
  'student',
  'driver',
  'medical',
  'official',
  'visitor',
  'overseas',
] as const

export const SYMPTOMS = [
  'fever',
  'cough',
  'fatigue',
  'sore-throat',
  'chest-tightness',
  'breathless',
  'diarrhoea',
  'taste-smell',
  'rash',
] as const

/** GA/T 517-2004, those that come to a barrier. */
export const ID_KINDS = ['111', '112', '113', '117', '114', '123', '335', '414', '516', '511', '553', '990'] as const

/** GB/T 2260 in the order of PROVINCES. */
const PROVINCE_NUMBERS =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' ')

/** 浙 is 330000; null for what is no province. */
export const regionOfProvince = (character: string): string | null => {
  const number = character === '' ? undefined : PROVINCE_NUMBERS[PROVINCES.indexOf(character)]
  return number === undefined ? null : `${number}0000`
}
