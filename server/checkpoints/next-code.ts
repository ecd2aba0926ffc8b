import type { TransactionSql } from 'postgres'

/** The next free of K01, K02, … over the whole county; nobody else draws one before this transaction ends. */
export const nextCheckpointCode = async (tx: TransactionSql): Promise<string> => {
  const [row] = await tx<{ code: string }[]>`select next_code('checkpoints', 'K') as code`
  if (row === undefined) throw new Error('the database gave no code')
  return row.code
}
