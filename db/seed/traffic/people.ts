import { idNumberCheckCharacter } from '#domain/identifiers/id-number'
import type { Random } from '../county/random'

/** Persons whom nobody will look for: names without a given name, numbers of a region and a series that don't exist. */
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']

export function drawName(random: Random): string {
  return random.pick(SURNAMES) + (random.chance(0.5) ? '某' : '某某')
}

/** 1990000xxxx: of the right shape. */
export function drawPhone(random: Random): string {
  return `1990000${String(random.int(10_000)).padStart(4, '0')}`
}

/** Right by its date and check character (GB 11643); region 990000 is no one's. */
export function drawIdNumber(random: Random): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const digits = `990000${1942 + random.int(66)}${two(1 + random.int(12))}${two(1 + random.int(28))}${String(random.int(1000)).padStart(3, '0')}`
  return digits + idNumberCheckCharacter(digits)
}
