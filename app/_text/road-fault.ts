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

/** What a file was taken for, and what is wanted, as the server says them. */
const KINDS: Record<string, string> = {
  'an empty file': '空文件',
  'other JSON': '别的 JSON',
  'something else': '别的文件',
  'a web page': '网页（多半是下载出错的页面）',
  'a gzip archive (unpack it first)': 'gzip 压缩包，请先解压',
  'a bzip2 archive (unpack it first)': 'bzip2 压缩包，请先解压',
  'a zip archive (unpack it first)': 'zip 压缩包，请先解压',
  'an xz archive (unpack it first)': 'xz 压缩包，请先解压',
  'an o5m file (convert it to .osm.pbf)': 'o5m 文件，请先转成 .osm.pbf',
  'an SQLite or GeoPackage file': 'SQLite 或 GeoPackage 文件',
  'a shapefile (convert it to GeoJSON)': 'shapefile，请先转成 GeoJSON',
  'a PDF': 'PDF',
  'a picture': '图片',
  '.osm.pbf, .osm XML, Overpass JSON or GeoJSON': '.osm.pbf、.osm、Overpass JSON 或 GeoJSON',
  'OpenStreetMap XML with the root <osm>': '根元素是 <osm> 的 OpenStreetMap XML',
  'a GeoJSON FeatureCollection of LineString or MultiLineString features':
    'GeoJSON 的 FeatureCollection，要素是 LineString 或 MultiLineString',
  'a GeoJSON FeatureCollection of Points': 'GeoJSON 的 FeatureCollection，要素是 Point',
}

const kindWords = (said = ''): string =>
  KINDS[said] ?? said.replace(/^a GeoJSON /, 'GeoJSON ').replace(/^XML with the root (.*)$/, '根元素是 $1 的 XML')

const PARTS: Record<string, string> = { feature: '要素', position: '坐标', node: '节点', way: '路线', relation: '关系' }

/** 要素 3，坐标 2 of "feature 3, position 2". */
const placeWords = (where = ''): string =>
  where.replace(/, /g, '，').replace(/\b(feature|position|node|way|relation)\b/g, (part) => PARTS[part] ?? part)

/** Why a point is of no use. */
const reasonWords = (reason = ''): string =>
  reason
    .replace(/^it is no Feature with a Point$/, '它不是点要素')
    .replace(/^"population" is no number of people$/, '人口（population）不是人数')
    .replace(/^"(.*)" is missing$/, '缺 $1')
    .replace(/^the code "(.*)" was used before$/, '编号 $1 重复')
    .replace(/^"state" is (.*), none of (.*)$/, '状态 $1 不在 $2 之中')

/** What stands where one polygon was wanted. */
const foundWords = (found = ''): string =>
  found
    .replace(/^no coordinates$/, '没有坐标')
    .replace(/^no GeoJSON object$/, '不是 GeoJSON')
    .replace(/^a FeatureCollection with (\d+) polygons$/, '有 $1 个面')
    .replace(/^a polygon without a ring$|^.* without positions$/, '没有边界线')
    .replace(/^.* with fewer than three (different )?positions$/, '边界线不足三个点')
    .replace(/^(\d+) boundary relations; name one as FILE#ID: /, '有 $1 个行政区划，要指明一个：')
    .replace(/^an OpenStreetMap file without a boundary relation$/, 'OpenStreetMap 文件里没有行政区划')
    .replace(/^no relation /, '没有关系 ')
    .replace(/^a ([A-Z]\w+)$/, '$1')

const SENTENCES: Record<string, (fault: RoadFault) => string> = {
  unreadable: () => '读不了，请重新选择',
  'cut-off': ({ byte }) => `在第 ${at(byte)} 字节处中断，没有传全或没有下载全，请重新下载`,
  damaged: ({ byte }) => `在第 ${at(byte)} 字节处损坏，请重新下载`,
  'other-kind': ({ looksLike, wanted }) =>
    `不是这里能读的文件：看起来是${kindWords(looksLike)}；要的是${kindWords(wanted)}`,
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
  'not-a-polygon': ({ found }) => `不是面：要一个 Polygon 或 MultiPolygon，这里是 ${foundWords(found)}`,
  'out-of-range': ({ where, lng, lat }) =>
    `的坐标超出范围（${placeWords(where)}：${lng}, ${lat}）：要 WGS 84 经纬度，经度在前；是不是投影坐标`,
  'bad-point': ({ where, reason }) => `有一个点用不了（${placeWords(where)}）：${reasonWords(reason)}`,
}

/** One sentence, or null for a fault that is not known here. */
export const roadFaultInChinese = (fault: RoadFault): string | null => {
  const sentence = SENTENCES[fault.kind]
  return sentence ? `${FILES[fault.file] ?? fault.file}${sentence(fault)}。` : null
}
