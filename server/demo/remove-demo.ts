import type { Sql, TransactionSql } from 'postgres'
import { notify } from '../../db/notify'
import { writeAudit } from '../audit'
import { DEMO } from './demo-points'
import { dropDemoAreas } from './drop-demo-areas'
import { tellAll } from './seed-demo'

/** What is there of the demo, or was taken away. */
interface DemoRows {
  entries: number
  alerts: number
  checkpoints: number
  devices: number
  closures: number
  networks: number
  jurisdictions: number
  accounts: number
}

/** Accounts that were made with the demo. */
const DEMO_ACCOUNT = 'account'
/** What the root is called again, once the county that lent it its name is gone. */
const UNNAMED = { code: '000000', name: '本辖区' }

const isDemo = (sql: Sql | TransactionSql) => sql`in (select id from checkpoints where demo = ${DEMO})`

/** How much of the demo there is. */
export const countDemo = async (sql: Sql | TransactionSql): Promise<DemoRows> => {
  const [row] = await sql<DemoRows[]>`
    select
      (select count(*)::int from entries where checkpoint_id ${isDemo(sql)}) as entries,
      (select count(*)::int from alerts where checkpoint_id ${isDemo(sql)}) as alerts,
      (select count(*)::int from checkpoints where demo = ${DEMO}) as checkpoints,
      (select count(*)::int from devices where demo = ${DEMO}) as devices,
      (select count(*)::int from closures where demo = ${DEMO}) as closures,
      (select count(*)::int from networks where demo = ${DEMO}) as networks,
      (select count(*)::int from jurisdictions where demo = ${DEMO} and parent_id is not null) as jurisdictions,
      (select count(*)::int from users where demo = ${DEMO_ACCOUNT}) as accounts`
  if (row === undefined) throw new Error('the demo could not be counted')
  return row
}

/**
 * Takes the demo away in one transaction: all that happened at its checkpoints, whoever sent it, and all that it laid.
 * Real rows stay: checkpoints, accounts and keys that were put into one of its towns move up to the root. It can't be
 * undone, and is not laid again by a later start.
 */
export const removeDemo = (sql: Sql, nowMs: number): Promise<DemoRows> =>
  sql.begin(async (transaction) => {
    // What is being stored is waited for; what comes then waits, and finds its checkpoint gone.
    await transaction`lock table entries, checkpoints, pairings in share row exclusive mode`
    const rows = await countDemo(transaction)
    const sessions = await transaction<{ hash: Buffer }[]>`
      select id_hash as hash from sessions where user_id in (select id from users where demo = ${DEMO_ACCOUNT})`
    await removeTraffic(transaction)
    await removeCounty(transaction, nowMs)
    await transaction`delete from users where demo = ${DEMO_ACCOUNT}`
    await transaction`update instance set demo = 'off'`
    await writeAudit(transaction, nowMs, { actor: 'cli', verb: 'demo remove', before: rows })
    if (sessions.length > 0) {
      await notify(transaction, { topic: 'sessions', keys: sessions.map(({ hash }) => hash.toString('base64')) })
    }
    await tellAll(transaction)
    return rows
  }) as Promise<DemoRows>

const removeTraffic = async (sql: TransactionSql): Promise<void> => {
  await sql`
    with gone as (delete from entries where checkpoint_id ${isDemo(sql)} returning bucket, id),
      unmarked as (delete from entry_marks m using gone where m.bucket = gone.bucket and m.entry_id = gone.id)
    delete from entry_details d using gone where d.bucket = gone.bucket and d.entry_id = gone.id`
  await sql`delete from items where checkpoint_id ${isDemo(sql)}`
  await sql`delete from counters where checkpoint_id ${isDemo(sql)}`
  await sql`
    delete from alerts where checkpoint_id ${isDemo(sql)}
      or id in (select alert_id from alert_members where checkpoint_id ${isDemo(sql)})`
  await sql`delete from pairing_codes where checkpoint_id ${isDemo(sql)}`
  await sql`
    update devices set pairing_id = null
    where pairing_id in (select id from pairings where checkpoint_id ${isDemo(sql)})`
  await sql`delete from pairings where checkpoint_id ${isDemo(sql)}`
  await sql`delete from devices where demo = ${DEMO}`
}

const removeCounty = async (sql: TransactionSql, nowMs: number): Promise<void> => {
  await sql`delete from checkpoints where demo = ${DEMO}`
  await sql`delete from closures where demo = ${DEMO}`
  await sql`
    delete from boundaries b using networks n
    where n.demo = ${DEMO} and n.active and b.jurisdiction_id = n.jurisdiction_id`
  await sql`delete from networks where demo = ${DEMO}`
  await sql`delete from policy_versions where created_by = ${DEMO}`
  await dropDemoAreas(sql, nowMs)
  // A briefing is kept for good, and so is where it was made.
  await sql`update jurisdictions set demo = null where demo = ${DEMO} and parent_id is not null and id in (select jurisdiction_id from briefings)`
  const towns = sql`select id from jurisdictions where demo = ${DEMO} and parent_id is not null`
  const root = sql`(select id from jurisdictions where parent_id is null order by id limit 1)`
  await sql`delete from staff where demo = ${DEMO}`
  await sql`delete from indicator_values where jurisdiction_id in (${towns})`
  for (const table of [
    'checkpoints',
    'staff',
    'users',
    'api_keys',
    'networks',
    'closures',
    'instructions',
    'report_layouts',
  ]) {
    await sql`update ${sql(table)} set jurisdiction_id = ${root} where jurisdiction_id in (${towns})`
  }
  await sql`
    update jurisdictions j set parent_id = ${root}, path = (select path from jurisdictions r where r.id = ${root}) || j.id || '/'
    where j.demo is null and j.parent_id in (${towns})`
  await sql`delete from jurisdictions where demo = ${DEMO} and parent_id is not null`
  await sql`
    update jurisdictions set code = ${UNNAMED.code}, name = ${UNNAMED.name}, demo = null
    where demo = ${DEMO} and parent_id is null`
}
