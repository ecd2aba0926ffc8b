/**
 * 填报→审核→签发→报送→回执. What was issued is frozen: only sending and receipt come after it, and a correction is a
 * re-issue of its own.
 */
export const BRIEFING_STATES = ['draft', 'submitted', 'reviewed', 'issued', 'sent', 'received'] as const
export type BriefingState = (typeof BRIEFING_STATES)[number]

export const BRIEFING_STEPS = ['submit', 'review', 'return', 'sign', 'send', 'receive'] as const
export type BriefingStep = (typeof BRIEFING_STEPS)[number]

/** Where each step leads from each state; what is not here can't be done. */
const LEADS: Readonly<Record<BriefingState, Partial<Record<BriefingStep, BriefingState>>>> = {
  draft: { submit: 'submitted' },
  submitted: { review: 'reviewed', return: 'draft' },
  reviewed: { sign: 'issued', return: 'draft' },
  issued: { send: 'sent' },
  sent: { receive: 'received' },
  received: {},
}

/** Whether its text may still be changed: by whoever fills it in, and by whoever reviews it. */
export const isOpen = (state: BriefingState): boolean => state === 'draft' || state === 'submitted'

/** Whether it went out, and so is as it was then for good. */
export const isFrozen = (state: BriefingState): boolean =>
  state === 'issued' || state === 'sent' || state === 'received'

export interface StepFacts {
  /** Who takes the step, as audit names them, and who submitted it last. */
  actor: string
  submittedBy: string | null
  /** Steps are people's: a program submits at most. */
  isPerson: boolean
  /** Whether it is the actor's to review and sign; a reporter fills and submits. */
  mayDecide: boolean
  /** Sentences that nobody confirmed. */
  openDrafts: number
  /** Sums of hand-entered indicators that do not agree and that nobody explained. */
  openFaults: number
  /** Whether the actor belongs to the briefing's own jurisdiction, or to one above it. */
  place: 'own' | 'above'
  /** Whether a jurisdiction above is in this instance: it gives the receipt itself. */
  hasParent: boolean
}

export type StepRefusal =
  | 'not-now'
  | 'same-person'
  | 'no-person'
  | 'no-right'
  | 'drafts'
  | 'faults'
  | 'not-own'
  | 'not-above'

/** The state after a step, or why it can't be taken. */
export const takeStep = (
  state: BriefingState,
  step: BriefingStep,
  facts: StepFacts,
): { state: BriefingState } | { refused: StepRefusal } => {
  const next = LEADS[state][step]
  if (next === undefined) return { refused: 'not-now' }
  if (step === 'receive') {
    if (facts.hasParent !== (facts.place === 'above')) return { refused: facts.hasParent ? 'not-above' : 'not-own' }
  } else if (facts.place !== 'own') return { refused: 'not-own' }
  if (step === 'review' || step === 'sign' || step === 'receive') {
    if (!facts.isPerson) return { refused: 'no-person' }
    if (!facts.mayDecide) return { refused: 'no-right' }
  }
  if ((step === 'review' || step === 'sign') && facts.actor === facts.submittedBy) return { refused: 'same-person' }
  if (step === 'sign' && facts.openDrafts > 0) return { refused: 'drafts' }
  if (step === 'sign' && facts.openFaults > 0) return { refused: 'faults' }
  return { state: next }
}
