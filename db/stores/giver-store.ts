import type { TransactionSql } from 'postgres'

/**
 * Who made an account or key, or gave the account a password, who did so for these, and so on up; with itself. As audit
 * names them (`user:…`, `key:…`): its lines are kept for good, and nobody can change them.
 */
export const findGivers = async (tx: TransactionSql, name: string): Promise<string[]> => {
  const rows = await tx<{ name: string }[]>`
    with recursive givers(name) as (
      select ${name}::text
      union
      select a.actor from givers g join audit a on a.target = g.name
      where a.verb in ('user.create', 'user.password', 'key.create') and a.actor ~ '^(user|key):'
    )
    select name from givers`
  return rows.map(({ name: giver }) => giver)
}
