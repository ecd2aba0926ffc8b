import { localTime } from '#domain/entries/counted-at'
import { formatPlate } from '#domain/identifiers/plate'

export type ExportLanguage = 'zh' | 'en'

const HEADERS: Record<ExportLanguage, string[]> = {
  zh: ['时间', '卡口编号', '卡口', '号牌', '方向', '人数', '姓名', '电话', '证件号', '最高体温（℃）', '处置', '已更正'],
  en: [
    'Time',
    'Code',
    'Checkpoint',
    'Plate',
    'Direction',
    'People',
    'Names',
    'Phones',
    'Documents',
    'Highest reading (°C)',
    'Disposition',
    'Corrected',
  ],
}
const SHEETS: Record<ExportLanguage, string> = { zh: '登记', en: 'Entries' }
const WORDS: Record<ExportLanguage, Record<string, string>> = {
  zh: {
    in: '进',
    out: '出',
    release: '放行',
    'turn-back': '劝返',
    'home-observation': '居家观察',
    isolation: '隔离',
    hospital: '转运',
    hold: '待复测',
    handover: '移交',
    'point-to-point': '点对点',
    refused: '拒检',
    evaded: '闯卡',
    corrected: '是',
  },
  en: {
    release: 'let pass',
    'turn-back': 'turned back',
    'home-observation': 'home observation',
    hold: 'on hold',
    handover: 'handed over',
    'point-to-point': 'point to point',
    corrected: 'yes',
  },
}

export const exportHeaders = (language: ExportLanguage): string[] => HEADERS[language]
export const exportSheet = (language: ExportLanguage): string => SHEETS[language]

/** Who took the file out, when and why: whoever finds it knows whom to ask. */
export const exportMark = (
  language: ExportLanguage,
  { who, at, reason }: { who: string; at: string; reason: string },
): string =>
  language === 'zh'
    ? `${who} 于 ${at} 导出，事由：${reason}。含个人信息，仅限疫情防控使用，不得外传，用后即删。`
    : `Exported by ${who} at ${at} for: ${reason}. It holds personal data: for epidemic control alone, not to be passed on, to be deleted after use.`

const isMembers = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** An entry as it is shown in a list, as a row: several people stand in one cell, one after the other. */
export const exportRow = (
  entry: Record<string, unknown>,
  { language, zone, names }: { language: ExportLanguage; zone: string; names: ReadonlyMap<string, string> },
): (string | number | null)[] => {
  const say = (word: unknown): string => WORDS[language][textOf(word)] ?? textOf(word)
  const people = Array.isArray(entry.people) ? entry.people.filter(isMembers) : []
  const all = (field: string) =>
    people
      .map((person) => textOf(person[field]))
      .filter((text) => text !== '')
      .join('; ')
  const readings = people.flatMap(({ readings }) => {
    const last: unknown = Array.isArray(readings) ? readings.at(-1) : undefined
    return isMembers(last) && typeof last.celsius === 'number' ? [last.celsius] : []
  })
  const plate = isMembers(entry.vehicle) ? textOf(entry.vehicle.plate) : ''
  const code = textOf(entry.checkpoint)
  return [
    localTime(Date.parse(textOf(entry.countedAt)), zone),
    code,
    names.get(code) ?? '',
    plate.includes('*') ? plate : formatPlate(plate),
    say(entry.direction),
    typeof entry.headcount === 'number' ? entry.headcount : null,
    all('name'),
    all('phone'),
    all('idNumber'),
    readings.length > 0 ? Math.max(...readings) : null,
    say(entry.disposition),
    entry.standing === false ? say('corrected') : '',
  ]
}
