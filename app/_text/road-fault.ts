/** What is wrong with a road file, a boundary or a file of places, and where, in Chinese; English is the server's own. */
import { number } from './format'

/** As the import's state tells it: what holds depends on `kind`. */
export interface RoadFault {
  file: string
  kind: string
  byte?: number
  reason?: string
  looksLike?: string
  wanted?: string
  feature?: string
  bytes?: number
  limit?: number
  kilometres?: number
  perhaps?: string | null
  relation?: number
  ways?: readonly number[]
  ring?: string
  at?: readonly number[]
  start?: readonly number[]
  end?: readonly number[]
  found?: string
  where?: string
  lng?: number
  lat?: number
}

const FILES: Record<string, string> = { roads: '路网文件', boundary: '县界文件', places: '村镇文件' }

const at = (byte: number | undefined) => number(byte ?? 0)
const position = (degrees: readonly number[] | undefined) => (degrees ?? []).join(', ')

const SENTENCES: Record<string, (fault: RoadFault) => string> = {
  unreadable: () => '读不了，请重新选择',
  'cut-off': ({ byte }) => `在第 ${at(byte)} 字节处中断，没有传全或没有下载全，请重新下载`,
  damaged: ({ byte }) => `在第 ${at(byte)} 字节处损坏，请重新下载`,
  'other-kind': ({ looksLike, wanted }) => `不是这里能读的文件：看起来是 ${looksLike}，要的是 ${wanted}`,
  'unknown-feature': ({ feature }) => `用了这里不认识的格式特性 ${feature}`,
  'too-large': ({ bytes, limit }) => `太大：${at(bytes)} 字节，最多 ${at(limit)} 字节`,
  'no-roads': () => '里没有道路，请检查导出时是否选了道路（highway）',
  'outside-boundary': ({ kilometres, perhaps }) =>
    `里没有县界内的道路：县界离这些道路 ${number(kilometres ?? 0)} km，${
      perhaps === 'exchanged' ? '其中一个文件的经纬度写反了' : '是不是选错了地区、有一个是 GCJ-02 坐标，或经纬度写反了'
    }`,
  'missing-ways': ({ relation, ways }) =>
    `的界线缺边：关系 ${relation ?? ''} 缺少路线 ${(ways ?? []).join('、')}，请换一个完整的文件`,
  'crossed-ring': ({ ring, at: where }) => `的界线自己交叉（${ring ?? ''}，在 ${position(where)} 处），请改正后再选`,
  'open-ring': ({ start, end }) => `的界线没有闭合：起点 ${position(start)}，终点 ${position(end)}`,
  'not-a-polygon': ({ found }) => `不是面：要一个 Polygon 或 MultiPolygon，这里是 ${found}`,
  'out-of-range': ({ where, lng, lat }) =>
    `的坐标超出范围（${where}：${lng}, ${lat}）：要 WGS 84 经纬度，经度在前；是不是投影坐标`,
  'bad-point': ({ where, reason }) => `有一个点用不了（${where}）：${reason}`,
}

/** One sentence, or null for a fault that is not known here. */
export const roadFaultInChinese = (fault: RoadFault): string | null => {
  const sentence = SENTENCES[fault.kind]
  return sentence ? `${FILES[fault.file] ?? fault.file}${sentence(fault)}。` : null
}
