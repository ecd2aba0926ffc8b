import type { TransactionSql } from 'postgres'
import { findRoot } from '../../db/stores/jurisdiction-store'
import type { PersonActor } from './actor'

/** The id of the jurisdiction with this code within the actor's, or of the actor's own; null where there is none. */
export const jurisdictionOf = async (
  tx: TransactionSql,
  actor: PersonActor,
  code: string | null,
): Promise<number | null> => {
  await findRoot(tx)
  const [row] = await tx<{ id: number }[]>`
    select id from jurisdictions
    where starts_with(path, ${actor.scope}) and (${code}::text is null or code = ${code})
    order by length(path), path limit 1`
  return row?.id ?? null
}
