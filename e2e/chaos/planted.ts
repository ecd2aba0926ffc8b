import { build } from 'esbuild'
import type { Sql } from 'postgres'
import { COUNTER_COLUMNS } from '../../db/stores/entry-rows'
import { mendedPostgres } from '../../server/process/mended-postgres.mjs'
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
  /** What brings it to light. */
  faults: string[]
  /** The finding that names it: another one may come of a busy machine. */
  shows: RegExp
}

/** Bundled as the server is, for a database that ends must not end it either. */
const SERVER = '.next/planted-server.mjs'

export const PLANTED: Record<string, Planted> = {
  'acknowledge before commit': {
    entry: SERVER,
    env: { KAKOU_PLANTED: 'acknowledge-early' },
    // For as long as a server is cut off, all that it acknowledges is lost.
    faults: ['cut a server from the database', 'kill the database', 'kill database and servers'],
    shows: /was acknowledged and is not stored/,
  },
  'count per send': {
    // Before the conflict is looked for, each row that is sent passes here. In an hour that the statement itself leaves alone.
    plant: (sql) =>
      sql.unsafe(`
      create function planted_count() returns trigger language plpgsql security definer as $$
      begin
        if exists (select from entries e where e.bucket = new.bucket and e.id = new.id) then
          insert into counters (checkpoint_id, hour, direction, ${COUNTER_COLUMNS})
          values (new.checkpoint_id, date_trunc('hour', new.counted_at, 'UTC') - interval '1 hour', new.direction,
            ${COUNTER_COLUMNS.map((name) => (name === 'people' ? 1 : 0))})
          on conflict (checkpoint_id, hour, direction) do update set people = counters.people + 1;
        end if;
        return new;
      end $$;
      create trigger planted_count before insert on entries for each row execute function planted_count()`),
    // What is stored and was never answered is sent again.
    faults: ['kill between commit and reply', 'lose the answers'],
    shows: /the counters differ/,
  },
  'deduplicate in memory': {
    entry: SERVER,
    env: { KAKOU_PLANTED: 'deduplicate-in-memory' },
    plant: (sql) =>
      sql.unsafe(`
      alter table entries drop constraint entries_pk cascade;
      alter table entry_details drop constraint entry_details_pk cascade`),
    // Who stored it is dead, and the other has never heard of it.
    faults: ['kill between commit and reply', 'kill a server'],
    shows: /is stored \d+ times/,
  },
  'delete before the verdict': {
    outbox: 'delete-before-verdict',
    faults: ['freeze and kill a server', 'freeze and kill a server'],
    shows: /was made and never arrived/,
  },
  'no resend after healing': {
    outbox: 'no-resend-after-healing',
    faults: ['stop a server for a minute'],
    shows: /was made and never arrived/,
  },
  'a database that does not flush': {
    postgres: { fsync: 'off' },
    faults: ['kill the database'],
    shows: /does not flush/,
  },
}

/** Makes SERVER, once the real one is built. */
export const bundlePlantedServer = async (root: string): Promise<void> => {
  await build({
    absWorkingDir: root,
    entryPoints: ['e2e/chaos/planted-server.ts'],
    outfile: SERVER,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    plugins: [mendedPostgres(root)],
    logLevel: 'error',
  })
}
