import { countyMayClose, type RoadName } from './county-roads'
import type { SuggestedPoint } from './suggest'

/** A sentence in both languages of the product. */
export interface Sentence {
  zh: string
  en: string
}

const CLASS_WORDS: Readonly<Record<string, Sentence>> = {
  motorway: { zh: '高速公路', en: 'motorway' },
  trunk: { zh: '国道', en: 'national road' },
  primary: { zh: '省道', en: 'provincial road' },
  secondary: { zh: '县道', en: 'county road' },
  tertiary: { zh: '乡道', en: 'township road' },
  unclassified: { zh: '村道', en: 'village road' },
  residential: { zh: '街巷', en: 'street' },
  living_street: { zh: '街巷', en: 'street' },
  service: { zh: '支路', en: 'service road' },
  track: { zh: '机耕路', en: 'farm track' },
  ferry: { zh: '渡口', en: 'ferry' },
}
const OTHER_ROAD: Sentence = { zh: '道路', en: 'road' }
const PLACES_NAMED = 3

/** Why a point is proposed: its road, who stays reachable without it, and the staff that it takes. */
export function reasonFor({ road, leftOut, lanes, staff }: SuggestedPoint): Sentence {
  const { people, places } = leftOut
  const shown = places.slice(0, PLACES_NAMED)
  const count = (value: number) => value.toLocaleString('en-US')
  const cost: Sentence =
    places.length === 0
      ? { zh: '与其他拟设点相互补充', en: 'It complements the other points' }
      : {
          zh: `不设此点，${shown.join('、')}${places.length > shown.length ? ` 等 ${places.length} 处` : ''}共 ${count(people)} 人可由县外绕入`,
          en: `Without it ${count(people)} people in ${shown.join(', ')}${
            places.length > shown.length ? ` and ${places.length - shown.length} more` : ''
          } can be reached from outside unseen`,
        }
  const own: Sentence = countyMayClose(road)
    ? { zh: '', en: '' }
    : { zh: '国省干线不得自行封闭，请报上级批准。', en: ' The county may not close it by itself.' }
  return {
    zh: `${roadWords(road).zh}：${cost.zh}。${lanes} 车道，每日 ${staff} 人。${own.zh}`,
    en: `${roadWords(road).en}: ${cost.en}. ${lanes === 1 ? 'One lane' : `${lanes} lanes`}, ${staff} staff a day.${own.en}`,
  }
}

/** `X118 白安线（县道）`. */
export function roadWords(road: RoadName): Sentence {
  const named = [road.ref, road.name].filter((part) => part !== null && part !== '').join(' ')
  const kind = CLASS_WORDS[road.class.replace(/_link$/, '')] ?? OTHER_ROAD
  const isRamp = road.class.endsWith('_link')
  return {
    zh: `${named || '无名路'}（${kind.zh}${isRamp ? '匝道' : ''}）`,
    en: `${named || 'Unnamed road'} (${kind.en}${isRamp ? ' ramp' : ''})`,
  }
}
