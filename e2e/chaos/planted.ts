import type { Sql } from 'postgres'
import type { OutboxBug } from './outbox'

/** A mistake that is made on purpose: the suite must find each, or it proves nothing. */
export interface Planted {
  /** In the tablets. */
  outbox?: OutboxBug
  /** In the server: what is started in place of it. */
  entry?: string
  env?: Record<string, string>
  /** In the database, once its tables are there. */
  plant?(sql: Sql): Promise<unknown>
  /** In the database's settings. */
  postgres?: Record<string, string>
  /** What shows it. */
  faults: string[]
}

const SERVER = 'e2e/chaos/planted-server.ts'

export const PLANTED: Record<string, Planted> = {
  'acknowledge before commit': {
    entry: SERVER,
    env: { KAKOU_PLANTED: 'acknowledge-early' },
    faults: ['kill the database', 'kill database and servers'],
  },
  'count per send': {
    // Before the conflict is looked for, each row that is sent passes here.
    plant: (sql) =>
      sql.unsafe(`
      create function planted_count() returns trigger language plpgsql security definer as $$
      begin
        if exists (select from entries e where e.bucket = new.bucket and e.id = new.id) then
          update counters set people = people + 1
          where checkpoint_id = new.checkpoint_id and direction = new.direction
            and hour = date_trunc('hour', new.counted_at, 'UTC');
        end if;
        return new;
      end $$;
      create trigger planted_count before insert on entries for each row execute function planted_count()`),
    faults: ['stall the network', 'half-open sockets', 'kill a server'],
  },
  'deduplicate in memory': {
    entry: SERVER,
    env: { KAKOU_PLANTED: 'deduplicate-in-memory' },
    plant: (sql) => sql`alter table entries drop constraint entries_pk cascade`,
    faults: ['stall the network', 'half-open sockets', 'kill a server'],
  },
  'delete before the verdict': { outbox: 'delete-before-verdict', faults: ['cut the network', 'kill a server'] },
  'no resend after healing': { outbox: 'no-resend-after-healing', faults: ['stall the network', 'stop a server'] },
  'a database that does not flush': { postgres: { fsync: 'off' }, faults: ['kill the database'] },
}
