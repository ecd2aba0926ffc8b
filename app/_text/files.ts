/** Words of lists that go out and come in as files. */
import { text } from './language'
import { tableFaultInChinese } from './table-fault'

export const files = text(
  {
    export: '导出',
    formats: { xlsx: 'Excel', csv: 'CSV', geojson: 'GeoJSON' },
    file: '文件',
    look: '看会改什么',
    result: (created: number, updated: number, same: number) => `新增 ${created}，修改 ${updated}，不变 ${same}`,
    faults: (count: number) => `有 ${count} 处不对，一个也没有导入`,
    noTable: (detail: string) => tableFaultInChinese(detail) ?? detail,
    row: (where: string) => where.replace(/^row (\d+)$/, '第 $1 行').replace(/^feature (\d+)$/, '第 $1 个要素'),
    done: (created: number, updated: number) => `已导入：新增 ${created}，修改 ${updated}`,
    act: { create: '新增', update: '修改', same: '不变' },
    more: (count: number) => `另 ${count} 个`,
    empty: '空',
    unread: (columns: readonly string[]) => `没有认出这些列，不会导入：${columns.join('、')}`,
  },
  {
    export: 'Export',
    formats: { xlsx: 'Excel', csv: 'CSV', geojson: 'GeoJSON' },
    file: 'File',
    look: 'See what would change',
    result: (created, updated, same) => `${created} new, ${updated} changed, ${same} the same`,
    faults: (count) => (count === 1 ? '1 fault; nothing was imported' : `${count} faults; nothing was imported`),
    noTable: (detail) => detail,
    row: (where) => where,
    done: (created, updated) => `Imported: ${created} new, ${updated} changed`,
    act: { create: 'new', update: 'changed', same: 'the same' },
    more: (count) => `${count} more`,
    empty: 'empty',
    unread: (columns) => `These columns are not known and will not be imported: ${columns.join(', ')}`,
  },
)
