import type { TransactionSql } from 'postgres'
import { HOUR_MS } from '#domain/instant'
import type { Core } from '../../core'

/** Until when a password that somebody gave to an account of this jurisdiction signs in. */
export const givenUntilOf = async (core: Core, tx: TransactionSql, jurisdictionId: number): Promise<Date> => {
  const [own] = await tx<{ path: string; hours: number | null }[]>`
    select j.path, (
      select a.given_hours from jurisdictions a where starts_with(j.path, a.path) and a.given_hours is not null
      order by length(a.path) desc limit 1) as hours
    from jurisdictions j where j.id = ${jurisdictionId}`
  // What lies above the actor's own the transaction does not see; the operator's tool has no directory and sees it all.
  const hours = own?.hours ?? core.checkpoints.givenHours(own?.path ?? '/')
  return new Date(core.clock.now() + hours * HOUR_MS)
}
