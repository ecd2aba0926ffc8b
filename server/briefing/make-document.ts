import type { BriefingTemplate } from '#domain/briefing/briefing'
import { localDate } from '#domain/entries/counted-at'
import { inScope } from '../../db/access/in-scope'
import { findBriefing, findSteps } from '../../db/stores/briefing-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { NO_BRIEFING } from './show-briefing'
import { issueWords } from './word/heads'
import { writeWord } from './word/write-word'

export interface BriefingDocument {
  bytes: Uint8Array
  name: string
}

/** The briefing as a Word file, from what is stored; who took it away is written down. */
export const makeDocument = async (core: Core, actor: PersonActor, id: string): Promise<Outcome<BriefingDocument>> => {
  const found = await inScope(core.database, actor, async (tx) => {
    const row = await findBriefing(tx, { id, scope: actor.scope })
    if (row === null) return null
    const signed = (await findSteps(tx, id)).filter(({ step }) => step === 'sign').at(-1)
    await writeAudit(tx, core.clock.now(), { actor: actor.name, verb: 'briefing.document', target: `briefing:${id}` })
    return { row, signer: signed?.name ?? null }
  })
  if (found === null) return NO_BRIEFING
  const { row, signer } = found
  const number = row.number === null ? null : { number: row.number, total: row.totalNumber ?? row.number }
  const issuedOn = row.issuedAt === null ? row.date : localDate(row.issuedAt.getTime(), row.facts.zone)
  const bytes = await writeWord({ ...row, number, signer, issuedOn })
  const name = documentName({ ...row, number, issued: row.issuedAt !== null })
  return done({ bytes, name })
}

/** 简报 2026-11-23 第14期（总第14期）.docx; what nobody signed yet says so. */
export const documentName = (briefing: {
  template: BriefingTemplate
  date: string
  number: { number: number; total: number } | null
  reissue: number
  issued: boolean
}): string => {
  const { template, date, number, issued } = briefing
  const kind = template === 'bulletin' ? '简报' : '情况汇报'
  const issue = template === 'bulletin' && number !== null ? ` ${issueWords(briefing)}` : ''
  return `${kind} ${date}${issue}${issued ? '' : ' 送审稿'}.docx`
}
