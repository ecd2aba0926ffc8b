/** What tables in Chinese call the columns of staff; exports write them, imports take these and the codes. */
export const STAFF_COLUMNS = {
  id: '编号',
  name: '姓名',
  agency: '单位',
  jurisdiction: '辖区代码',
  state: '在岗',
  crews: '班组',
  pin: 'PIN',
} as const
export type StaffColumn = keyof typeof STAFF_COLUMNS

export const STAFF_STATES = { working: '在岗', ended: '离岗' } as const
export const PIN_WORDS = { set: '已设', none: '没有' } as const
