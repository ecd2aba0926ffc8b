import { localDate } from '#domain/counted-at'
import { inScope } from '../../db/access/in-scope'
import { type BriefingRow, findBriefing, findSteps } from '../../db/stores/briefing-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { NO_BRIEFING } from './show-briefing'
import { issueWords } from './word/heads'
import { writeWord } from './word/write-word'

/** The briefing as a Word file, from what is stored; who took it away is written down. */
export const makeDocument = async (
  core: Core,
  actor: PersonActor,
  id: string,
): Promise<Outcome<{ bytes: Uint8Array; name: string }>> => {
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
  return done({ bytes, name: fileName(row, number) })
}

/** 简报 2026-11-23 第14期（总第14期）.docx */
const fileName = (row: BriefingRow, number: { number: number; total: number } | null): string => {
  const kind = row.template === 'bulletin' ? '简报' : '情况汇报'
  const issue = row.template === 'bulletin' && number !== null ? ` ${issueWords({ number, reissue: row.reissue })}` : ''
  const state = row.issuedAt === null ? ' 送审稿' : ''
  return `${kind} ${row.date}${issue}${state}.docx`
}
