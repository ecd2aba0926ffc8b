/** What is counted elsewhere and entered by hand, with the sums that it must agree with. */

export interface Indicator {
  id: string
  name: string
  unit: string
  /** The indicator of which this is a part. */
  partOf: string | null
}

/** New ones of a day, and how many there are since the beginning. */
interface IndicatorValue {
  today: number
  total: number
}

/** Values by the indicator's id. */
type Values = ReadonlyMap<string, IndicatorValue>

interface IndicatorFault {
  indicator: string
  /** Yesterday's cumulative and today's; the parts of a whole; the jurisdictions directly below. */
  kind: 'cumulative' | 'parts' | 'below'
  of: keyof IndicatorValue
  is: number
  should: number
}

/** The list that most counties keep in an epidemic, to begin with. */
export const USUAL_INDICATORS: readonly { name: string; unit: string; partOf: string | null }[] = [
  { name: '确诊病例', unit: '例', partOf: null },
  { name: '疑似病例', unit: '例', partOf: null },
  { name: '密切接触者', unit: '人', partOf: null },
  { name: '其中：集中观察', unit: '人', partOf: '密切接触者' },
  { name: '其中：居家观察', unit: '人', partOf: '密切接触者' },
  { name: '解除观察', unit: '人', partOf: null },
  { name: '接收捐款', unit: '元', partOf: null },
  { name: '接收捐物', unit: '件', partOf: null },
]

/** Money and goods have decimals: equal to a hundredth. */
const differs = (a: number, b: number): boolean => Math.abs(a - b) > 0.004

const hundredths = (value: number): number => Math.round(value * 100) / 100

/**
 * The sums that do not agree. A sum is only looked at where all of it is there: parts and places that entered nothing
 * yet make no fault.
 */
export const indicatorFaults = (
  indicators: readonly Indicator[],
  { today, yesterday, below }: { today: Values; yesterday: Values; below: readonly { values: Values }[] },
): IndicatorFault[] => {
  const faults: IndicatorFault[] = []
  const compare = (indicator: string, kind: IndicatorFault['kind'], of: keyof IndicatorValue, should: number) => {
    const is = today.get(indicator)?.[of]
    if (is !== undefined && differs(is, should)) faults.push({ indicator, kind, of, is, should: hundredths(should) })
  }
  const sum = (values: readonly IndicatorValue[], of: keyof IndicatorValue) =>
    values.reduce((so, value) => so + value[of], 0)
  const present = (values: readonly (IndicatorValue | undefined)[]): IndicatorValue[] | null => {
    const there = values.filter((value) => value !== undefined)
    return there.length === values.length && there.length > 0 ? there : null
  }
  for (const { id } of indicators) {
    const value = today.get(id)
    if (value === undefined) continue
    const before = yesterday.get(id)
    if (before !== undefined) compare(id, 'cumulative', 'total', before.total + value.today)
    const parts = present(indicators.filter(({ partOf }) => partOf === id).map((part) => today.get(part.id)))
    const places = present(below.map(({ values }) => values.get(id)))
    for (const part of ['today', 'total'] as const) {
      if (parts !== null) compare(id, 'parts', part, sum(parts, part))
      if (places !== null) compare(id, 'below', part, sum(places, part))
    }
  }
  return faults
}
