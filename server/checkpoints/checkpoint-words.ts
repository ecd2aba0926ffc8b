/** What tables in Chinese call the columns and values of checkpoints; exports write them, imports take these and the codes. */

/** In the order of an export's columns. */
export const COLUMN_WORDS = {
  code: '编码',
  name: '名称',
  state: '状态',
  kind: '类型',
  ring: '管控圈',
  road: '道路',
  jurisdiction: '辖区代码',
  lng: '经度',
  lat: '纬度',
  lanes: '车道',
  agencies: '单位',
  posts: '岗位',
  leaderName: '包保责任人',
  leaderTitle: '职务',
  leaderPhone: '值班电话',
  equipment: '设备',
  crews: '班组',
} as const
export type CheckpointColumn = keyof typeof COLUMN_WORDS

export const KIND_WORDS: Readonly<Record<string, string>> = {
  'county-line': '县界',
  'motorway-exit': '高速出口',
  station: '车站',
  airport: '机场',
  town: '乡镇',
  village: '村口',
  market: '市场',
  school: '学校',
  'closed-site': '封闭场所',
}
export const RING_WORDS: Readonly<Record<string, string>> = { county: '县', town: '镇', village: '村' }
export const STATE_WORDS: Readonly<Record<string, string>> = { open: '启用', planned: '拟设', closed: '撤点' }

/** The code of a word, or what was given. */
export const codeOf = (words: Readonly<Record<string, string>>, value: unknown): unknown => {
  const text = typeof value === 'string' ? value.trim() : value
  return Object.entries(words).find(([, word]) => word === text)?.[0] ?? text
}
