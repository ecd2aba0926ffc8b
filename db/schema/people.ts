import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns'
import { jurisdictions } from './jurisdictions'

export const ROLES = ['admin', 'command', 'health', 'planner', 'supervisor', 'reporter', 'staff'] as const
export type Role = (typeof ROLES)[number]

/** Who signs in. `password_hash` is a PHC string of argon2id. */
export const users = pgTable(
  'users',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull().unique(),
    displayName: text('display_name').notNull(),
    role: text('role').$type<Role>().notNull(),
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id),
    passwordHash: text('password_hash').notNull(),
    /** Null: the password is its owner's own. Else somebody gave it: it signs in until then, and must be changed first. */
    givenUntil: instant('given_until'),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull(),
    demo: text('demo'),
  },
  (table) => [
    check(
      'users_role',
      sql`${table.role} in ('admin', 'command', 'health', 'planner', 'supervisor', 'reporter', 'staff')`,
    ),
  ],
)

/** A browser that is signed in; the cookie's 32 random bytes are stored as their SHA-256. */
export const sessions = pgTable(
  'sessions',
  {
    idHash: bytea('id_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** When its owner last showed the password again; null: not since the sign-in. */
    passwordAt: instant('password_at'),
    address: text('address'),
    agent: text('agent'),
    /** Of a wall display: lasts for weeks, and sees the live picture alone. */
    wall: boolean('wall').notNull().default(false),
  },
  (table) => [index('sessions_user').on(table.userId)],
)

/** What an account's app for codes was given: with it, a password alone signs nobody in. */
export const secondFactors = pgTable('second_factors', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** The shared secret of TOTP, sealed under the key `sign-in`. */
  secret: bytea('secret').notNull(),
  /** Null until a first code has shown that the app has it; until then it is not asked for. */
  confirmedAt: instant('confirmed_at'),
  /** The 30 seconds since 1970 whose code was taken last: that code and older ones are not taken again. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
})

/** Codes for who lost his app; each works once. Stored as the SHA-256 of 120 random bits. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    codeHash: bytea('code_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    usedAt: instant('used_at'),
  },
  (table) => [index('recovery_codes_user').on(table.userId)],
)

/** A program's key. Role `gate` posts entries at the checkpoints of its jurisdiction and does nothing else. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid('id').primaryKey(),
    keyHash: bytea('key_hash').notNull().unique(),
    role: text('role').$type<Role | 'gate'>().notNull(),
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    check(
      'api_keys_role',
      sql`${table.role} in ('admin', 'command', 'health', 'planner', 'supervisor', 'reporter', 'staff', 'gate')`,
    ),
  ],
)
