/** The words of when alerts are due and from where on they are raised, in the policy. */
import { text } from './language'

export const alertTimes = text(
  {
    alerts: '告警',
    alertsHint: '多久内须接收；接收后按十二倍时长办结，至少 1 小时。超时逐级上报。',
    alert: {
      fever: '发热多久内接收',
      watch: '协查多久内接收',
      risk: '风险地区多久内接收',
      offline: '卡口离线多久内接收',
      'zero-report': '日报未报多久内接收',
      queue: '排队过长多久内接收',
      stock: '物资不足多久内接收',
      'two-hours': '两小时未落实多久内接收',
    },
    queueVehicles: '排队多少辆算过长',
    stockLow: (supply: string) => `${supply}少于多少算不足`,
  },
  {
    alerts: 'Alerts',
    alertsHint:
      'Time to receive an alert; once received, twelve times as long to close it, an hour at least. What is overdue climbs to the jurisdiction above.',
    alert: {
      fever: 'Receive a fever within',
      watch: 'Receive a watch hit within',
      risk: 'Receive a risk hit within',
      offline: 'Receive a lost checkpoint within',
      'zero-report': 'Receive a missing report within',
      queue: 'Receive a long queue within',
      stock: 'Receive low supplies within',
      'two-hours': 'Receive a broken two-hour rule within',
    },
    queueVehicles: 'A queue is too long from',
    stockLow: (supply) => `${supply}: low below`,
  },
)
