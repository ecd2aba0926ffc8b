import { type BriefingContent, SECTION_NAMES } from './briefing'

/** Stands behind a sentence that a person must confirm; what bears it can't be signed. */
export const DRAFT_MARK = '〔待核：责任单位、完成时限〕'

export const marksIn = (text: string): number => text.split(DRAFT_MARK).length - 1

/** How many sentences wait to be confirmed. */
export const openDrafts = ({ sections }: Pick<BriefingContent, 'sections'>): number =>
  SECTION_NAMES.reduce((sum, name) => sum + sections[name].reduce((so, { text }) => so + marksIn(text), 0), 0)

/** The text with its first mark replaced by who is responsible and until when. */
export const confirmDraft = (text: string, { unit, due }: { unit: string; due: string }): string =>
  text.replace(DRAFT_MARK, () => `（责任单位：${unit.trim()}；完成时限：${due.trim()}）`)
