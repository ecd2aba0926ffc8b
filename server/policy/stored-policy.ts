import { DEFAULT_POLICY, type PolicyDocument } from '#domain/policy/policy'

/** A document as it was stored, perhaps by an older release: what that did not know yet is as by default. */
export const storedPolicy = (document: Partial<PolicyDocument>): PolicyDocument => ({
  ...DEFAULT_POLICY,
  ...document,
  deadlines: {
    ...DEFAULT_POLICY.deadlines,
    ...document.deadlines,
    alertMinutes: { ...DEFAULT_POLICY.deadlines.alertMinutes, ...document.deadlines?.alertMinutes },
  },
  riskAreas: (document.riskAreas ?? []).map((area) => ({
    ...area,
    id: area.id ?? area.code ?? area.name,
    part: area.part ?? null,
    plates: area.plates ?? [],
    to: area.to ?? null,
  })),
  rules: (document.rules ?? []).map((rule) => ({
    ...rule,
    days: rule.days ?? 0,
    order: rule.order ?? '',
    asks: rule.asks ?? null,
  })),
})
