import { DEFAULT_POLICY, type PolicyDocument } from '#domain/policy/policy'

export const DEMO_POLICY_VERSION = 'demo-1'

/** Regions that don't exist, so that nobody's home stands in a demo as a risk area. */
const REGIONS = [
  {
    code: '990102',
    name: '演示高风险区甲',
    level: 'high',
    disposition: 'isolation',
    order: '就地等候，通知县指挥部，闭环转运至集中隔离点',
    asks: 'full',
  },
  {
    code: '990305',
    name: '演示中风险区乙',
    level: 'medium',
    disposition: 'home-observation',
    order: '登记到人，通知目的地村（社区）落实居家健康监测',
    asks: 'standard',
  },
] as const

/** Codes of the demo's risk areas; the ids of their rules end with them. */
export const DEMO_AREAS: readonly string[] = REGIONS.map(({ code }) => code)

/** The policy that the demo's risk hits and watch-list hits name. */
export const demoPolicy = (fromMs: number): PolicyDocument => {
  const from = new Date(fromMs).toISOString()
  return {
    ...DEFAULT_POLICY,
    riskAreas: REGIONS.map(({ code, name, level }) => ({
      id: code,
      code,
      name,
      part: null,
      plates: [],
      level,
      from,
      to: null,
      rule: `risk-${code}`,
    })),
    rules: [
      ...REGIONS.map(({ code, name, disposition, order, asks }) => ({
        id: `risk-${code}`,
        name: `${name}来访人员管控规定`,
        document: '云防指办第9号通知',
        days: 14,
        disposition,
        order,
        asks,
      })),
      {
        id: 'watch-list',
        name: '协查名单',
        document: '云防指办第7号通知',
        days: 0,
        disposition: 'handover',
        order: '协查对象，按处置卡执行',
        asks: null,
      },
    ],
  }
}
