import type { TransactionSql } from 'postgres'

/** One at a time makes, moves or takes away jurisdictions: of two at once each could see the tree as it was before the other. */
export const holdTree = async (tx: TransactionSql): Promise<void> => {
  await tx`select pg_advisory_xact_lock(hashtext('kakou jurisdictions'))`
}
