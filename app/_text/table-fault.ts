/** Why a file is no table that can be read, in Chinese; English is the server's own. */

const SENTENCES: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^(.*): its first row names none of the columns, but (.*)$/s,
    (file, found) => `${file} 的第一行没有认得的列名，而是：${found}。导出一份看看列名怎么写`,
  ],
  [/^(.*): there is no checkpoint in it$/s, (file) => `${file} 里没有卡口`],
  [/^(.*): there is nobody in it$/s, (file) => `${file} 里没有人员`],
  [/^(.*): more than (\d+) checkpoints$/s, (file, most) => `${file} 里的卡口超过 ${most} 个，请分成几个文件`],
  [/^(.*): more than (\d+) lines$/s, (file, most) => `${file} 超过 ${most} 行，请分成几个文件`],
  [/^(.*): more than (\d+) people$/s, (file, most) => `${file} 里超过 ${most} 人，请分成几个文件`],
  [/^At most (\d+) people are new in one file/, (most) => `一个文件最多新增 ${most} 人，请分成几个文件`],
  [
    /^(.*): not an Excel workbook, or one of over (\d+) MB unzipped$/s,
    (file, most) => `${file} 不是 Excel 文件，或解开后超过 ${most} MB`,
  ],
  [/^(.*): not an Excel workbook, or damaged$/s, (file) => `${file} 不是 Excel 文件，或已损坏`],
  [/^(.*): not JSON, or cut off$/s, (file) => `${file} 不是 JSON，或没有传全`],
  [
    /^(.*): expected a GeoJSON FeatureCollection of Points$/s,
    (file) => `${file} 不是由点组成的 GeoJSON FeatureCollection`,
  ],
  [
    /^(.*): expected an? (.+) file$/s,
    (file, kinds) => `${file} 不是这里能读的文件，要 ${kinds.replace(' or ', ' 或 ')}`,
  ],
]

/** One sentence, or null for a fault that is not known here. */
export const tableFaultInChinese = (detail: string): string | null => {
  for (const [pattern, sentence] of SENTENCES) {
    const found = pattern.exec(detail)
    if (found !== null) return `${sentence(...found.slice(1))}。`
  }
  return null
}
