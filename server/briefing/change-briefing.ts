import type { BriefingContent } from '#domain/briefing/briefing'
import { openDrafts } from '#domain/briefing/drafts'
import { isOpen } from '#domain/briefing/workflow'
import { inScope } from '../../db/access/in-scope'
import { findBriefing } from '../../db/stores/briefing-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { CHANGED_MEANWHILE, NOT_OWN } from './fill-briefing'
import { NO_BRIEFING } from './show-briefing'

/** Puts another text in an open briefing. Both texts are in the audit, and so is who confirmed its drafts. */
export const changeBriefing = (
  core: Core,
  actor: PersonActor,
  { id, version, content }: { id: string; version: number; content: BriefingContent },
): Promise<Outcome<{ id: string }>> =>
  inScope<Outcome<{ id: string }>>(core.database, actor, async (tx) => {
    const row = await findBriefing(tx, { id, scope: actor.scope, lock: true })
    if (row === null) return NO_BRIEFING
    if (row.path !== actor.scope) return NOT_OWN
    if (!isOpen(row.state)) {
      return refuse(
        'conflict',
        row.issuedAt === null
          ? 'It was reviewed: have it returned before you change it.'
          : 'It was issued and is frozen: issue a correction.',
      )
    }
    if (row.version !== version) return CHANGED_MEANWHILE
    const now = core.clock.now()
    await tx`
      update briefings set content = ${JSON.stringify(content)}::text::jsonb, version = version + 1,
        changed_at = ${new Date(now)}
      where id = ${id}`
    await writeAudit(tx, now, {
      actor: actor.name,
      verb: openDrafts(content) < openDrafts(row.content) ? 'briefing.confirm-drafts' : 'briefing.change',
      target: `briefing:${id}`,
      before: row.content,
      after: content,
    })
    return done({ id })
  })
