/** What is said of an alert away from the screens: to robots of group chats, and to browsers with no page open. */
import type { AlertKind } from '#domain/alerts/alert-kinds'

interface ToldWords {
  kinds: Record<AlertKind, string>
  acts: Record<'raised' | 'reopened' | 'escalated' | 'resolved' | 'recovered', string>
  severities: Record<'critical' | 'high' | 'medium', string>
  many: (points: number, kind: string) => string
  receiveBy: (time: string) => string
  test: { title: string; body: string }
}

const zh: ToldWords = {
  kinds: {
    fever: '复测确认发热',
    watch: '协查命中',
    risk: '风险地区来车',
    offline: '卡口离线',
    'zero-report': '日报未报',
    queue: '排队过长',
    stock: '物资不足',
    'two-hours': '超两小时未落实',
  },
  acts: {
    raised: '告警',
    reopened: '再次告警',
    escalated: '超时上报',
    resolved: '已办结',
    recovered: '已恢复',
  },
  severities: { critical: '特急', high: '紧急', medium: '一般' },
  many: (points, kind) => `${points} 个卡口${kind}`,
  receiveBy: (time) => `须在 ${time} 前接收`,
  test: { title: '卡口 Kakou：测试消息', body: '能看到这条，告警就能送到这里。' },
}

const en: ToldWords = {
  kinds: {
    fever: 'Fever confirmed',
    watch: 'Watch list hit',
    risk: 'Vehicle from a risk area',
    offline: 'Checkpoint offline',
    'zero-report': 'Daily report missing',
    queue: 'Queue too long',
    stock: 'Supplies low',
    'two-hours': 'Two hours passed, not settled',
  },
  acts: {
    raised: 'Alert',
    reopened: 'Alert again',
    escalated: 'Overdue, passed up',
    resolved: 'Closed',
    recovered: 'Over by itself',
  },
  severities: { critical: 'Critical', high: 'Urgent', medium: 'Normal' },
  many: (points, kind) => `${kind}: ${points} checkpoints`,
  receiveBy: (time) => `to be received by ${time}`,
  test: { title: 'Kakou: test message', body: 'If you see this, alerts reach you here.' },
}

export const TOLD_WORDS = { zh, en } as const
export type ToldLanguage = keyof typeof TOLD_WORDS
