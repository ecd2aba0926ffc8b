import type { TransactionSql } from 'postgres'

/** What the root is called until the operator or an import says otherwise. */
const UNNAMED = { code: '000000', name: '本辖区' }

/** The jurisdiction above all others; made where there is none yet. Waits for others that do the same. */
export const ensureRoot = async (tx: TransactionSql): Promise<{ id: number; path: string }> => {
  await tx`select pg_advisory_xact_lock(hashtext('kakou root jurisdiction'))`
  const [root] = await tx<
    { id: number; path: string }[]
  >`select id, path from jurisdictions order by length(path), path limit 1`
  if (root !== undefined) return root
  const [made] = await tx<{ id: number; path: string }[]>`
    insert into jurisdictions (id, code, name, level, path) overriding system value
    select id, ${UNNAMED.code}, ${UNNAMED.name}, 'county', '/' || id || '/'
    from (select nextval(pg_get_serial_sequence('jurisdictions', 'id'))::int as id) next
    returning id, path`
  if (made === undefined) throw new Error('the root jurisdiction was not stored')
  return made
}
