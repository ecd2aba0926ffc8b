import { REGION_TABLE } from './region-table'

export interface Region {
  /** Six digits, as GB/T 2260 writes them: 330000, 330500, 330523. */
  code: string
  /** 浙江省湖州市安吉县; parts that say nothing (市辖区) are left out. */
  name: string
}

/** City level that exists in the table alone. */
const NAMELESS = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/

let all: Map<string, Region> | null = null

/** Read when first asked for: most screens never are. */
const regions = (): Map<string, Region> => {
  if (all !== null) return all
  all = new Map()
  const put = (code: string, name: string) => all?.set(code, { code, name })
  for (const line of REGION_TABLE.trim().split('\n')) {
    const [head = '', ...cities] = line.split('|')
    const province = head.slice(0, 2)
    const provinceName = head.slice(2)
    put(`${province}0000`, provinceName)
    for (const city of cities) {
      const [first = '', ...counties] = city.split(',')
      const cityCode = province + first.slice(0, 2)
      const cityName = NAMELESS.test(first.slice(2)) ? provinceName : provinceName + first.slice(2)
      if (cityName !== provinceName) put(`${cityCode}00`, cityName)
      for (const county of counties) put(cityCode + county.slice(0, 2), cityName + county.slice(2))
    }
  }
  return all
}

/** The region of a code of 2, 4 or 6 digits; of a longer one the county that it lies in. Null: not in the table. */
export const regionOf = (code: string): Region | null => regions().get(code.slice(0, 6).padEnd(6, '0')) ?? null

/** Regions whose code begins so, or whose name holds all of these words; whole provinces and cities first. */
export const findRegions = (typed: string, limit: number): Region[] => {
  const words = typed
    .normalize('NFKC')
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const found = [...regions().values()].filter(({ code, name }) =>
    words.every((word) => (/^\d+$/.test(word) ? code.startsWith(word) : name.includes(word))),
  )
  return found.sort((a, b) => a.name.length - b.name.length || (a.code < b.code ? -1 : 1)).slice(0, limit)
}
