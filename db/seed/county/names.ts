import type { Random } from './random'

/** Names that sound of hills and streams; any likeness to a real place is chance. */
const TOWN_FIRST = [...'云石白龙枫竹青双下横溪梅黄金松桃南北东西永安福高清长和天仙灵紫凤泉莲']
const TOWN_LAST = [...'溪坪山河桥潭坊门口岭塘湖水岩源峰洲垟川亭']
const VILLAGE_FIRST = [...'上下里外东西南北大小前后中新老长高石金竹松桃梅樟枫白黄青龙水双']
const VILLAGE_LAST = [...'坑坞岭溪坪湾岙垟塘山源坛田岩畈浦坂坎洋垄']
const SURNAMES = [...'周徐潘汤陈林叶吴郑王李张何朱蒋沈施毛俞邵']
const SURNAME_LAST = ['家', '村', '宅', '岙', '坞', '家山', '家畈']
const ODD = [
  '茶园',
  '龙头',
  '水碓',
  '樟树下',
  '杨梅坞',
  '牛栏坪',
  '横路',
  '岩前',
  '麻车',
  '路亭',
  '石桥头',
  '官田',
  '瓦窑',
  '油车',
  '碓头',
  '凉亭',
]

const OUTSIDE_COUNTIES = [
  '临溪县',
  '建南县',
  '吉口县',
  '德岭县',
  '临江县',
  '昌岭县',
  '松坪县',
  '遂川市',
  '安源县',
  '宁川县',
]

export class PlaceNames {
  readonly #random: Random
  readonly #used = new Map<string, { x: number; y: number }[]>()

  constructor(random: Random) {
    this.#random = random
  }

  /** The first name drawn that no place within `apart` bears. */
  #free(draw: () => string, x: number, y: number, apart: number): string {
    let name = draw()
    for (let tries = 0; tries < 60; tries++) {
      const near = (this.#used.get(name) ?? []).some((p) => Math.hypot(p.x - x, p.y - y) < apart)
      if (!near) break
      name = draw()
    }
    const places = this.#used.get(name)
    if (places) places.push({ x, y })
    else this.#used.set(name, [{ x, y }])
    return name
  }

  town(x: number, y: number): string {
    const random = this.#random
    const draw = (): string => {
      const first = random.pick(TOWN_FIRST)
      const last = random.pick(TOWN_LAST)
      return first === last ? `${first}口` : first + last
    }
    return this.#free(draw, x, y, 2000) + (random.chance(0.6) ? '镇' : '乡')
  }

  village(x: number, y: number): string {
    const random = this.#random
    const draw = (): string => {
      const kind = random.next()
      if (kind < 0.06) return random.pick(ODD)
      if (kind < 0.17) return random.pick(SURNAMES) + random.pick(SURNAME_LAST)
      return random.pick(VILLAGE_FIRST) + random.pick(VILLAGE_LAST)
    }
    return this.#free(draw, x, y, 260)
  }
}

export function outsideCountyNames(random: Random): string[] {
  return random.shuffle([...OUTSIDE_COUNTIES])
}

/** Stream names end with 溪, 坑 or 港, and no two are the same while names last; the main river is an 江. */
export function streamName(random: Random, used: Set<string>): string {
  const draw = (): string => {
    const first = random.pick(TOWN_FIRST)
    const second = random.pick(VILLAGE_FIRST.slice(15))
    return first + (second === first ? '' : second) + random.pick(['溪', '溪', '坑', '港'])
  }
  let name = draw()
  for (let tries = 0; used.has(name) && tries < 40; tries++) name = draw()
  used.add(name)
  return name
}

/** How local people call a road: a character of each end and 线. */
export function roadName(from: string, to: string): string {
  const a = from.charAt(0)
  const b = to.charAt(0)
  return `${a}${b === a ? to.charAt(1) : b}线`
}
