/**
 * Who reaches which rows, table by table: the database's own answer, whatever a query forgot. `migrateDatabase` brings
 * it into force. A table that is not named here is closed to all but the server itself, and a test asks for a line.
 */
export interface TableAccess {
  /** SQL that is true for the rows within the scope of the transaction. Other tables in it are bounded by their own. */
  rows: string
  /** Why the rows are not bounded by jurisdiction, where they are not. */
  because?: string
  /** What a person's verb may do with these rows. */
  people: readonly ('select' | 'insert' | 'update' | 'delete')[]
  /** What the statements that store entries may do, with columns where not all are needed. They reach every row. */
  flush?: readonly string[]
  /** Nobody changes or deletes a row, not even the server itself. */
  appendOnly?: true
}

/** What `in-scope.ts` set for the transaction. Without a scope nothing is within it. */
const SCOPE = `nullif(current_setting('kakou.scope', true), '')`

const OF_JURISDICTION = 'jurisdiction_id in (select id from jurisdictions)'
const OF_CHECKPOINT = 'checkpoint_id in (select id from checkpoints)'
const OF_USER = 'user_id in (select id from users)'
/** For what belongs to no place: within the scope of the whole county alone, `/` or `/1/`. */
const WHOLE_COUNTY = `${SCOPE} not like '/%/%/%'`

const READ = ['select'] as const
const ALL = ['select', 'insert', 'update', 'delete'] as const

export const TABLE_ACCESS: Readonly<Record<string, TableAccess>> = {
  jurisdictions: { rows: `starts_with(path, ${SCOPE})`, people: ALL },
  boundaries: { rows: OF_JURISDICTION, people: ALL },

  checkpoints: { rows: OF_JURISDICTION, people: ALL },
  lanes: { rows: OF_CHECKPOINT, people: ALL },
  closures: { rows: OF_JURISDICTION, people: ['select', 'insert', 'update'] },
  networks: { rows: OF_JURISDICTION, people: READ },
  scenarios: { rows: OF_JURISDICTION, people: ALL },
  places: { rows: 'network_id in (select id from networks)', people: READ },

  devices: { rows: 'pairing_id is null or pairing_id in (select id from pairings)', people: ALL },
  pairings: { rows: OF_CHECKPOINT, people: ALL, flush: ['select (id, device_id)'] },
  pairing_codes: { rows: OF_CHECKPOINT, people: ALL },

  users: { rows: OF_JURISDICTION, people: ALL },
  sessions: { rows: OF_USER, people: ALL },
  second_factors: { rows: OF_USER, people: ALL },
  recovery_codes: { rows: OF_USER, people: ALL },
  api_keys: { rows: OF_JURISDICTION, people: ALL },
  staff: { rows: OF_JURISDICTION, people: ALL },
  crews: { rows: OF_CHECKPOINT, people: ALL },
  crew_members: { rows: 'crew_id in (select id from crews)', people: ALL },
  audit: {
    rows: `starts_with(scope, ${SCOPE}) or (scope = '/' and ${WHOLE_COUNTY})`,
    people: ['select', 'insert'],
    appendOnly: true,
  },
  audit_pending: { rows: 'true', because: 'ids of lines that wait for the chain', people: ['insert'] },
  audit_links: {
    rows: 'true',
    because: 'hashes, which tell nothing of the lines',
    people: ['select'],
    appendOnly: true,
  },

  entries: {
    rows: OF_CHECKPOINT,
    people: READ,
    flush: [
      'insert',
      `select (bucket, id, checkpoint_id, counted_at, direction, adds, digest, amends, flags, standing, standing_id, voided)`,
      'update (standing, standing_id, voided)',
    ],
  },
  entry_details: {
    rows: 'exists (select from entries e where e.bucket = entry_details.bucket and e.id = entry_details.entry_id)',
    people: READ,
    flush: ['insert'],
  },
  entry_marks: {
    rows: 'exists (select from entries e where e.bucket = entry_marks.bucket and e.id = entry_marks.entry_id)',
    people: READ,
    flush: ['insert'],
  },
  plates: {
    rows: 'true',
    because: 'characters alone, without a place or a time: only whoever finds an entry by them learns of one',
    people: READ,
  },
  retention: {
    rows: 'true',
    because: 'one retention holds for the whole county, and its subjects may know it',
    people: ['select', 'insert', 'update'],
  },
  destructions: { rows: WHOLE_COUNTY, people: READ },
  trajectory_permits: { rows: `starts_with(scope, ${SCOPE})`, people: ['select', 'insert', 'update'] },
  state_changes: { rows: OF_CHECKPOINT, people: READ },
  counters: { rows: OF_CHECKPOINT, people: READ, flush: ['select', 'insert', 'update'] },
  alerts: {
    rows: `${OF_CHECKPOINT} or ${OF_JURISDICTION} or id in (select alert_id from alert_members)
      or (checkpoint_id is null and jurisdiction_id is null and ${WHOLE_COUNTY})`,
    people: ['select', 'insert', 'update'],
    flush: ['select', 'insert', 'update (count, revision)'],
  },
  alert_members: { rows: OF_CHECKPOINT, people: READ },
  alert_pauses: { rows: OF_JURISDICTION, people: ['select', 'insert', 'update'] },
  webhooks: { rows: OF_JURISDICTION, people: ALL },
  webhook_deliveries: {
    rows: 'webhook_id in (select id from webhooks)',
    people: ['select', 'insert', 'update'],
  },
  push_subscriptions: {
    rows: 'session_hash in (select id_hash from sessions)',
    people: ['select', 'insert', 'delete'],
  },
  push_deliveries: {
    rows: 'subscription_id in (select id from push_subscriptions)',
    people: ['select', 'insert'],
  },
  firings: { rows: 'false', because: 'what the clock set off, whatever for', people: [] },
  signs: { rows: OF_CHECKPOINT, people: READ },
  alert_events: { rows: 'alert_id in (select id from alerts)', people: ['select', 'insert'], flush: ['insert'] },

  items: { rows: OF_CHECKPOINT, people: READ },
  instructions: {
    rows: `${OF_JURISDICTION} or id in (select instruction_id from instruction_targets)`,
    people: ['select', 'insert', 'update'],
  },
  instruction_targets: { rows: OF_CHECKPOINT, people: ['select', 'insert'] },
  instruction_reads: { rows: OF_CHECKPOINT, people: READ },

  briefings: { rows: OF_JURISDICTION, people: ['select', 'insert', 'update'] },
  briefing_steps: { rows: 'briefing_id in (select id from briefings)', people: ['select', 'insert'], appendOnly: true },
  indicators: {
    rows: 'true',
    because: 'names of what is counted tell nothing of a place, and every town fills in the same',
    people: ['select', 'insert', 'update'],
  },
  indicator_values: { rows: OF_JURISDICTION, people: ['select', 'insert', 'update'] },
  report_layouts: { rows: OF_JURISDICTION, people: ALL },

  policy_versions: {
    rows: 'true',
    because: 'one policy holds for the whole county, and every tablet carries it',
    people: ['select', 'insert'],
  },
  watch_list: { rows: WHOLE_COUNTY, people: ['select', 'insert', 'update'] },
  watch_subjects: { rows: WHOLE_COUNTY, people: ['select', 'insert', 'update'] },

  secret_keys: { rows: 'false', because: 'keys of the whole database, held in memory', people: [] },
  attempts: { rows: 'false', because: 'counted before anybody is known', people: [] },
  instance: { rows: 'false', because: 'secrets and settings of the whole database', people: [] },
}
