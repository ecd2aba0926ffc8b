/** What of the post's own work is said on the entry screen. */
import type { LogKind } from '#domain/checkpoints/item'
import { text } from './language'

const LOGS_ZH: Record<LogKind, string> = { disinfection: '消毒', waste: '医疗废物', fault: '设备故障' }
const LOGS_EN: Record<LogKind, string> = {
  disinfection: 'Disinfection',
  waste: 'Medical waste',
  fault: 'Equipment faults',
}

export const tabletNotice = text(
  {
    crewOf: (first: string, count: number) => (count > 1 ? `${first}等 ${count} 人` : first),
    logs: LOGS_ZH,
    shift: '还没有上岗',
    instruction: (text: string) => `指令：${text}`,
    report: (time: string) => `日报 ${time} 前报送`,
    late: '日报已过截止时间',
    log: (what: string, length: string) => `${what}已超 ${length}`,
    refused: (count: number) => `${count} 条没有被接收`,
    look: '查看',
    more: (count: number) => `另有 ${count} 件`,
  },
  {
    crewOf: (first, count) => (count > 1 ? `${first} and ${count - 1} more` : first),
    logs: LOGS_EN,
    shift: 'Nobody has signed on',
    instruction: (text) => `Instruction: ${text}`,
    report: (time) => `Daily report due by ${time}`,
    late: 'The daily report is overdue',
    log: (what, length) => `${what}: ${length} overdue`,
    refused: (count) => `${count} not accepted`,
    look: 'Look',
    more: (count) => `${count} more`,
  },
)
