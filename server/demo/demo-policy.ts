import { DEFAULT_POLICY, type PolicyDocument } from '../policy/policy-directory'

export const DEMO_POLICY_VERSION = 'demo-1'

/** Regions that don't exist, so that nobody's home stands in a demo as a risk area. */
const REGIONS = [
  { code: '990102', name: '演示高风险区甲', level: 'high', disposition: 'isolation' },
  { code: '990305', name: '演示中风险区乙', level: 'medium', disposition: 'home-observation' },
] as const

/** The policy that the demo's risk hits and watch-list hits name. */
export const demoPolicy = (fromMs: number): PolicyDocument => {
  const from = new Date(fromMs).toISOString()
  return {
    ...DEFAULT_POLICY,
    riskAreas: REGIONS.map(({ code, name, level }) => ({ code, name, level, from, rule: `risk-${code}` })),
    rules: [
      ...REGIONS.map(({ code, name, disposition }) => ({
        id: `risk-${code}`,
        kind: 'origin',
        name: `${name}来访人员管控规定`,
        document: '云防指办第9号通知',
        days: 14,
        disposition,
      })),
      { id: 'watch-list', kind: 'watch', name: '协查名单', document: '云防指办第7号通知', disposition: 'handover' },
    ],
  }
}
