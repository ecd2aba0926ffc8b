import type { TransactionSql } from 'postgres'
import { findRoot } from '../../db/stores/jurisdiction-store'
import type { PersonActor } from './actor'
import { CLI_ACTOR } from './cli-actor'

/** The id of the jurisdiction with this code within the actor's, or of the actor's own; null where there is none. */
export const jurisdictionOf = async (
  tx: TransactionSql,
  actor: PersonActor,
  code: string | null,
): Promise<number | null> => {
  // The operator's tool may come before the first start, which makes the root.
  if (actor.scope === CLI_ACTOR.scope) await findRoot(tx)
  const [row] = await tx<{ id: number }[]>`
    select id from jurisdictions
    where starts_with(path, ${actor.scope}) and (${code}::text is null or code = ${code})
    order by length(path), path limit 1`
  return row?.id ?? null
}
