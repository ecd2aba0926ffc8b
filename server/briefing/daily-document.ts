import type { BriefingTemplate } from '#domain/briefing/briefing'
import { inScope } from '../../db/access/in-scope'
import { findStanding } from '../../db/stores/briefing-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import type { CoverageService } from '../coverage/coverage-service'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { reportDays } from '../reports/report-days'
import { composeFromData } from './fill-briefing'
import { type BriefingDocument, documentName, makeDocument } from './make-document'
import { writeWord } from './word/write-word'

interface Asked {
  template: BriefingTemplate
  date: string | null
  from: string | null
}

/**
 * Scope: within the caller's jurisdiction. The briefing of these days as a Word file: the one that was issued, else the
 * draft that somebody works on, else one composed from the data as they are now, which is kept nowhere.
 */
export const dailyDocument = async (
  core: Core,
  coverage: CoverageService,
  actor: PersonActor,
  asked: Asked,
): Promise<Outcome<BriefingDocument>> => {
  const { template } = asked
  const days = reportDays(core, actor, asked)
  if (!days.ok) return days
  const { from, date } = days.value
  const id = await inScope(core.database, actor, (tx) => findStanding(tx, { scope: actor.scope, template, from, date }))
  if (id !== null) return makeDocument(core, actor, id)
  const made = await composeFromData(core, coverage, actor, { template, date, from })
  if (!made.ok) return made
  const { content, facts } = made.value
  await inScope(core.database, actor, (tx) =>
    writeAudit(tx, core.clock.now(), {
      actor: actor.name,
      verb: 'briefing.document',
      target: `jurisdiction:${actor.jurisdiction.code}`,
      after: { template, from, date },
    }),
  )
  const unsigned = { template, number: null, reissue: 0 }
  const bytes = await writeWord({ ...unsigned, content, facts, signer: null, issuedOn: date })
  return done({ bytes, name: documentName({ ...unsigned, date, issued: false }) })
}
