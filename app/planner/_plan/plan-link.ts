import { isEmpty, NO_PLAN, type Plan } from './plan'

/**
 * A plan as text for an address, so that it is a link: acts divided by `;`, each a letter and what it is about.
 * `p119.5000000,30.6000000` a point, `c…` a closure, `m119.5,30.6,CODE` a checkpoint put elsewhere, `r` taken away,
 * `o` switched off, `w` working, `l` a closure lifted. Six decimals are a tenth of a metre.
 */
const DECIMALS = 6

const at = ({ lng, lat }: { lng: number; lat: number }) =>
  `${Number(lng.toFixed(DECIMALS))},${Number(lat.toFixed(DECIMALS))}`

export const planToText = ({ points, closures, moved, removed, off, on, lifted }: Plan): string =>
  [
    ...points.map((point) => `p${at(point)}`),
    ...closures.map((point) => `c${at(point)}`),
    ...Object.entries(moved).map(([code, to]) => `m${at(to)},${encodeURIComponent(code)}`),
    ...removed.map((code) => `r${encodeURIComponent(code)}`),
    ...off.map((code) => `o${encodeURIComponent(code)}`),
    ...on.map((code) => `w${encodeURIComponent(code)}`),
    ...lifted.map((code) => `l${encodeURIComponent(code)}`),
  ].join(';')

const LIST_OF = { r: 'removed', o: 'off', w: 'on', l: 'lifted' } as const

/** The plan that a text says; parts that say nothing are passed over. Null where nothing is left. */
export const planFromText = (text: string): Plan | null => {
  let plan: Plan = NO_PLAN
  for (const part of text.split(';')) {
    const [letter, rest] = [part.slice(0, 1), part.slice(1)]
    if (letter === 'p' || letter === 'c' || letter === 'm') plan = withPlace(plan, letter, rest)
    else if (letter === 'r' || letter === 'o' || letter === 'w' || letter === 'l') {
      const code = decoded(rest)
      const list = LIST_OF[letter]
      if (code !== '' && !plan[list].includes(code)) plan = { ...plan, [list]: [...plan[list], code] }
    }
  }
  return isEmpty(plan) ? null : plan
}

const withPlace = (plan: Plan, letter: 'p' | 'c' | 'm', text: string): Plan => {
  const [x = '', y = '', name = ''] = text.split(',')
  const [lng, lat] = [Number(x), Number(y)]
  const isPlace = x !== '' && y !== '' && Math.abs(lng) <= 180 && Math.abs(lat) <= 90
  if (!isPlace) return plan
  if (letter === 'p') return { ...plan, points: [...plan.points, { id: `p${plan.points.length + 1}`, lng, lat }] }
  if (letter === 'c') return { ...plan, closures: [...plan.closures, { id: `c${plan.closures.length + 1}`, lng, lat }] }
  const code = decoded(name)
  return code === '' ? plan : { ...plan, moved: { ...plan.moved, [code]: { lng, lat } } }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
