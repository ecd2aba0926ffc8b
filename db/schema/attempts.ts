import { bigint, index, integer, pgTable, varchar } from 'drizzle-orm/pg-core'

/** Wrong passwords and codes, counted for all servers of this database. The columns are those of rate-limiter-flexible. */
export const attempts = pgTable(
  'attempts',
  {
    /** What is counted, and a keyed hash of whose it is: neither names nor addresses stand here. */
    key: varchar('key', { length: 255 }).primaryKey(),
    points: integer('points').notNull().default(0),
    /** Milliseconds since 1970 UTC. */
    expire: bigint('expire', { mode: 'number' }),
  },
  (table) => [index('attempts_expire').on(table.expire)],
)
