import { pgTable, text } from 'drizzle-orm/pg-core'

/** Every plate that entries bear, once, to be found by a part. Its order is that of the bytes ("C"): see the migration. */
export const plates = pgTable('plates', { plate: text('plate').primaryKey() })
