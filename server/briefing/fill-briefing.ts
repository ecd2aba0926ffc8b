import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import type { BriefingContent, BriefingFacts, BriefingTemplate } from '#domain/briefing/briefing'
import { composeBriefing } from '#domain/briefing/compose'
import { isOpen } from '#domain/briefing/workflow'
import { uuidV7 } from '#domain/uuid'
import { inScope, inSnapshot } from '../../db/access/in-scope'
import { type BriefingRow, findBriefing, insertStep } from '../../db/stores/briefing-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import type { CoverageService } from '../coverage/coverage-service'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { reportDays } from '../reports/report-days'
import { gatherFacts } from './gather-facts'
import { NO_BRIEFING } from './show-briefing'

export const NOT_OWN = refuse('forbidden', 'It is the briefing of another jurisdiction: only that one changes it.')

export const CHANGED_MEANWHILE = refuse(
  'conflict',
  'Somebody changed this briefing meanwhile: look at it again before you go on.',
)

interface Filled {
  content: BriefingContent
  facts: BriefingFacts
}

/** The text of these days, from the data as they are now. */
export const composeFromData = async (
  core: Core,
  coverage: CoverageService,
  actor: PersonActor,
  asked: { template: BriefingTemplate; date: string | null; from: string | null },
): Promise<Outcome<Filled & { from: string; date: string }>> => {
  const days = reportDays(core, actor, asked)
  if (!days.ok) return days
  const facts = await inSnapshot(core.database, actor, (tx) => gatherFacts(tx, core, coverage, actor, days.value))
  const { from, date } = days.value
  return done({ facts, content: composeBriefing(facts, asked.template), from, date })
}

/** Fills a new briefing from the data (填报). One that is on its way for the same days and template goes first. */
export const createBriefing = async (
  core: Core,
  coverage: CoverageService,
  actor: PersonActor,
  asked: { template: BriefingTemplate; date: string | null; from: string | null },
): Promise<Outcome<{ id: string }>> => {
  const filled = await composeFromData(core, coverage, actor, asked)
  if (!filled.ok) return filled
  const { from, date } = filled.value
  return inScope<Outcome<{ id: string }>>(core.database, actor, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('kakou briefing of ' || ${actor.scope}::text))`
    const [same] = await tx<{ id: string; issued: boolean }[]>`
      select b.id, b.issued_at is not null as issued from briefings b join jurisdictions j on j.id = b.jurisdiction_id
      where j.path = ${actor.scope} and b.template = ${asked.template} and b.date = ${date} and b.from_date = ${from}
      limit 1`
    if (same !== undefined) {
      return refuse(
        'conflict',
        same.issued
          ? 'There is one of these days already: issue a correction of it.'
          : 'There is one of these days already: go on with it, or fill it again.',
      )
    }
    const [place] = await tx<{ id: number }[]>`select id from jurisdictions where path = ${actor.scope}`
    if (place === undefined) return refuse('not-found', 'Your jurisdiction is not there any more.')
    const row = { ...filled.value, template: asked.template, reissue: 0, replaces: null, reason: null }
    return done({ id: await insertBriefing(tx, core, actor, place.id, row) })
  })
}

/** Begins a numbered correction of what was issued, from the data as they are now. */
export const correctBriefing = async (
  core: Core,
  coverage: CoverageService,
  actor: PersonActor,
  { id, reason }: { id: string; reason: string },
): Promise<Outcome<{ id: string }>> => {
  const issued = await inScope(core.database, actor, (tx) => findBriefing(tx, { id, scope: actor.scope }))
  const fault = issued === null ? NO_BRIEFING : whyNotCorrected(issued, actor)
  if (issued === null || fault !== null) return fault ?? NO_BRIEFING
  const filled = await composeFromData(core, coverage, actor, issued)
  if (!filled.ok) return filled
  return inScope<Outcome<{ id: string }>>(core.database, actor, async (tx) => {
    const row = await findBriefing(tx, { id, scope: actor.scope, lock: true })
    if (row === null) return NO_BRIEFING
    const late = whyNotCorrected(row, actor)
    if (late !== null) return late
    const content = { ...filled.value.content, head: row.content.head, title: row.content.title }
    const next = { ...filled.value, content, template: row.template, reissue: row.reissue + 1, replaces: id, reason }
    return done({ id: await insertBriefing(tx, core, actor, row.jurisdictionId, next) })
  })
}

const whyNotCorrected = (row: BriefingRow, actor: PersonActor) => {
  if (row.path !== actor.scope) return NOT_OWN
  if (row.issuedAt === null) return refuse('conflict', 'It was not issued yet: change it as it is.')
  if (row.replacedBy !== null) return refuse('conflict', 'There is a correction of it already: go on with that one.')
  return null
}

const insertBriefing = async (
  tx: TransactionSql,
  core: Core,
  actor: PersonActor,
  jurisdictionId: number,
  row: Filled & {
    template: BriefingTemplate
    from: string
    date: string
    reissue: number
    replaces: string | null
    reason: string | null
  },
): Promise<string> => {
  const now = core.clock.now()
  const at = new Date(now)
  const id = uuidV7(now, randomBytes(16))
  await tx`
    insert into briefings (id, jurisdiction_id, template, from_date, date, state, version, content, facts, reissue,
      replaces, reason, created_at, changed_at)
    values (${id}, ${jurisdictionId}, ${row.template}, ${row.from}, ${row.date}, 'draft', 1,
      ${JSON.stringify(row.content)}::text::jsonb, ${JSON.stringify(row.facts)}::text::jsonb, ${row.reissue},
      ${row.replaces}, ${row.reason}, ${at}, ${at})`
  await insertStep(tx, {
    id: uuidV7(now, randomBytes(16)),
    briefingId: id,
    version: 1,
    at,
    step: row.replaces === null ? 'fill' : 'correct',
    actor: actor.name,
    name: actor.displayName,
    note: row.reason,
  })
  const after = { template: row.template, from: row.from, date: row.date, replaces: row.replaces }
  await writeAudit(tx, now, { actor: actor.name, verb: 'briefing.fill', target: `briefing:${id}`, after })
  return id
}

/** Composes an open briefing anew from the data as they are now; what was written by hand into its text goes. */
export const refillBriefing = async (
  core: Core,
  coverage: CoverageService,
  actor: PersonActor,
  { id, version }: { id: string; version: number },
): Promise<Outcome<{ id: string }>> => {
  const known = await inScope(core.database, actor, (tx) => findBriefing(tx, { id, scope: actor.scope }))
  if (known === null) return NO_BRIEFING
  const filled = await composeFromData(core, coverage, actor, known)
  if (!filled.ok) return filled
  return inScope<Outcome<{ id: string }>>(core.database, actor, async (tx) => {
    const row = await findBriefing(tx, { id, scope: actor.scope, lock: true })
    if (row === null) return NO_BRIEFING
    if (row.path !== actor.scope) return NOT_OWN
    if (!isOpen(row.state)) return refuse('conflict', 'It was reviewed: have it returned before you change it.')
    if (row.version !== version) return CHANGED_MEANWHILE
    const now = core.clock.now()
    const content = { ...filled.value.content, head: row.content.head, title: row.content.title }
    await tx`
      update briefings set content = ${JSON.stringify(content)}::text::jsonb,
        facts = ${JSON.stringify(filled.value.facts)}::text::jsonb, version = version + 1, changed_at = ${new Date(now)}
      where id = ${id}`
    await writeAudit(tx, now, {
      actor: actor.name,
      verb: 'briefing.refill',
      target: `briefing:${id}`,
      before: row.content.sections,
    })
    return done({ id })
  })
}
