import type { PolicyDocument } from '#domain/policy/policy'
import { inScope } from '../../db/access/in-scope'
import type { Core } from '../core'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { type PolicyEdit, putPolicy } from './put-policy'

/** What an administrator writes: all but the watch list, which is changed by itself. */
type PolicyDraft = Omit<PolicyDocument, 'watchlist'>

/** Puts another policy in force. Every tablet that is connected hears it at once, on every server. */
export const publishPolicy = async (
  core: Core,
  actor: PersonActor,
  edit: PolicyEdit & { document: PolicyDraft },
): Promise<Outcome<{ version: string }>> => {
  const put = await inScope(core.database, actor, (tx) =>
    putPolicy(core, tx, actor, edit, async ({ watchlist }) => done({ ...edit.document, watchlist })),
  )
  if (!put.ok) return put
  await core.bus.publish('policy')
  return done({ version: put.value.version })
}
