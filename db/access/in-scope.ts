import type { TransactionSql } from 'postgres'
import type { Database } from '../client'

/** On whose behalf a transaction runs. */
interface Scope {
  /** Path of a jurisdiction: rows outside it do not exist for the transaction. */
  scope: string
  /** From where its caller called, for audit. */
  address?: string | null
}

/** Whatever is stored meanwhile, all that a transaction reads adds up. */
export const ONE_MOMENT = 'isolation level repeatable read'

/**
 * A transaction that the database itself holds to one scope, as a role of few rights. Scope and role end with the
 * transaction, so the pooled connection that it ran on knows nothing of them afterwards.
 */
export const inScope = async <T>(
  database: Pick<Database, 'sql' | 'roles'>,
  { scope, address }: Scope,
  act: (tx: TransactionSql) => Promise<T>,
  mode: '' | typeof ONE_MOMENT | `${typeof ONE_MOMENT} read only` = '',
): Promise<T> => {
  if (!scope.startsWith('/')) throw new Error('a transaction was to run without a scope')
  return (await database.sql.begin(mode, async (tx) => {
    const { roles } = database
    await tx`
      select set_config('kakou.scope', ${scope}, true), set_config('kakou.address', ${address ?? ''}, true)
        ${roles === null ? tx`` : tx`, set_config('role', ${roles.scoped}, true)`}`
    return act(tx)
  })) as T
}

/** The same for reads of one moment. */
export const inSnapshot = <T>(
  database: Pick<Database, 'sql' | 'roles'>,
  scope: Scope,
  act: (tx: TransactionSql) => Promise<T>,
): Promise<T> => inScope(database, scope, act, `${ONE_MOMENT} read only`)
