import type { BriefingContent, BriefingFacts, BriefingTemplate } from '#domain/briefing/briefing'

/** All that a Word file of a briefing is made from. */
export interface WordBriefing {
  template: BriefingTemplate
  content: BriefingContent
  facts: Pick<BriefingFacts, 'board' | 'date' | 'from' | 'audit'>
  /** Given at signing. */
  number: { number: number; total: number } | null
  reissue: number
  /** Who signed it; null before. */
  signer: string | null
  /** 成文日期, a local date: of signing, before it that of the text. */
  issuedOn: string
}
