import type { TransactionSql } from 'postgres'

/** Ends all sessions of a person but the one to be kept. Returns the keys of the notice on `sessions`, to be published after commit. */
export const endSessions = async (
  tx: TransactionSql,
  userId: string,
  nowMs: number,
  kept: Buffer | null = null,
): Promise<string[]> => {
  const rows = await tx<{ hash: Buffer }[]>`
    update sessions set revoked_at = ${new Date(nowMs)} where user_id = ${userId} and revoked_at is null
      and id_hash is distinct from ${kept}
    returning id_hash as hash`
  return rows.map(({ hash }) => hash.toString('base64'))
}
