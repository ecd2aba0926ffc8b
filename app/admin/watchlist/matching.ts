import type { Rule } from '#domain/policy/policy'
import type { Subject } from './pending'

/** The subjects of whom something that the list shows holds every word that was typed. Names are masked: so is what is looked in. */
export const matching = (subjects: readonly Subject[], rules: readonly Rule[], typed: string): readonly Subject[] => {
  const wanted = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return subjects
  const ruleNames = new Map(rules.map(({ id, name }) => [id, name]))
  return subjects.filter(({ label, rule, reason, order, by }) => {
    const held = [label, ruleNames.get(rule) ?? rule, reason, order ?? '', by].join('\n').toLowerCase()
    return wanted.every((word) => held.includes(word))
  })
}
