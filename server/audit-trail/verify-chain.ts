import type { Sql } from 'postgres'
import { findAuditRows, findLinks, findLoose } from '../../db/stores/audit-store'
import { linkHash } from './chain-hash'

const LINKS_AT_ONCE = 200

interface ChainReport {
  links: number
  lines: number
  /** Written, and not chained yet: a second's worth, or what came while no server ran. */
  waiting: number
  /** Of the last link, hexadecimal; null where there is none. */
  head: string | null
  /** One sentence each. */
  faults: string[]
}

/**
 * Computes the whole chain again from the lines, in one snapshot. `head`: a hash that was written down earlier, which the
 * chain must still hold; without one, nobody can tell whether its end was cut off.
 */
export const verifyChain = (sql: Sql, head: string | null): Promise<ChainReport> =>
  sql.begin('isolation level repeatable read read only', async (transaction) => {
    const faults: string[] = []
    let before: Buffer | null = null
    let links = 0
    let found = head === null
    for (;;) {
      const next = await findLinks(transaction, links, LINKS_AT_ONCE)
      if (next.length === 0) break
      const rows = await findAuditRows(
        transaction,
        next.flatMap(({ lines }) => lines),
      )
      for (const link of next) {
        if (link.number !== links + 1) faults.push(`The links ${links + 1} to ${link.number - 1} are missing.`)
        const lines = link.lines.flatMap((id) => rows.get(id) ?? [])
        const gone = link.lines.filter((id) => !rows.has(id))
        if (gone.length > 0) faults.push(`Link ${link.number}: the lines ${gone.join(', ')} are missing.`)
        else if (!linkHash(before, link, lines).equals(link.hash)) {
          faults.push(`Link ${link.number} of ${link.at.toISOString()}: it, its lines or its order were changed.`)
        }
        before = link.hash
        links = link.number
        if (link.hash.toString('hex') === head) found = true
      }
    }
    const { lines, waiting, loose, twice } = await findLoose(transaction)
    if (loose.length > 0) faults.push(`In no link, and waiting for none: the lines ${loose.join(', ')}.`)
    if (twice.length > 0) faults.push(`In two links: the lines ${twice.join(', ')}.`)
    if (!found)
      faults.push(`The chain does not hold the head ${head}: its end was cut off, or it is another database's.`)
    return { links, lines, waiting, head: before?.toString('hex') ?? null, faults }
  }) as Promise<ChainReport>
