/** Promises 1 to 3 of the wire, put to the built server: what was acknowledged is stored, once, and counted. */
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import type { Entry } from '#domain/entries/entry'
import type { EntriesAnswer } from '#protocol/results'
import { anEntry } from '../server/testing/entry-builder'
import { waitFor } from '../server/testing/wait-for'
import { expect, test } from './support/fixtures'
import type { KakouServer } from './support/server'

test.use({ serverOptions: { demo: 'off' } })

type Tablet = { id: string; token: string; pairing: string }

const databaseOf = async (kakou: KakouServer) => {
  const { databaseUrl } = await kakou.kakou<{ databaseUrl: string }>('doctor')
  return postgres(databaseUrl, { max: 1, onnotice: () => {} })
}

/** A checkpoint of one's own and tablets that stand at it. */
async function tabletsAt(kakou: KakouServer, code: string, count: number): Promise<Tablet[]> {
  const sql = await databaseOf(kakou)
  await sql`
    insert into jurisdictions (code, name, level, path)
    select '330523', '云岭县', 'county', '/1/' where not exists (select from jurisdictions)`
  await sql`
    insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
    select ${code}, '吉口卡口', min(id), 'county-line', 'county', 'open', 119.5, 30.6, now() from jurisdictions`
  await sql.end()
  await kakou.halt()
  await kakou.start()
  const made = await kakou.kakou<{ devices: Tablet[] }>('device', 'create', '--checkpoint', code, '--count', `${count}`)
  return made.devices
}

/** Undefined where no answer came: nothing is known of these entries then. */
async function send(kakou: KakouServer, tablet: Tablet, entries: Entry[]): Promise<EntriesAnswer | undefined> {
  try {
    const answer = await fetch(`${kakou.url}/api/v1/entries`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${tablet.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ entries }),
      signal: AbortSignal.timeout(30_000),
    })
    return answer.ok ? await answer.json() : undefined
  } catch {
    return undefined
  }
}

const newEntries = (count: number) =>
  Array.from({ length: count }, () => anEntry({ occurredAt: new Date().toISOString() }))

test('a kill of server and database loses nothing that was acknowledged, and a resend changes nothing', async ({
  kakou,
}) => {
  const tablets = await tabletsAt(kakou, 'PROMISE', 8)
  const sent = new Map<string, { tablet: Tablet; entry: Entry }>()
  const stored = new Set<string>()
  const statuses = new Map<string, number>()
  const handIn = async (tablet: Tablet, entries: Entry[]) => {
    for (const entry of entries) sent.set(entry.id, { tablet, entry })
    const answer = await send(kakou, tablet, entries)
    for (const { id, status } of answer?.results ?? []) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (id !== null && (status === 'stored' || status === 'duplicate')) stored.add(id)
    }
    return answer !== undefined
  }

  for (const blow of ['server', 'database', 'both'] as const) {
    const before = stored.size
    let struck = false
    const writers = tablets.map(async (tablet) => {
      for (;;) {
        const entries = newEntries(10)
        // Who is not answered tries again, as tablets do, until the blow has come.
        while (!(await handIn(tablet, entries))) {
          if (struck) return
          await sleep(50)
        }
      }
    })
    // In the middle of the work, whatever is under way.
    await waitFor('some hundred entries', () => stored.size > before + 300, { timeoutMs: 120_000 })
    struck = true
    if (blow !== 'server') kakou.killDatabase()
    if (blow !== 'database') await kakou.kill()
    await Promise.all(writers)
    if (blow !== 'database') await kakou.start()
    else
      await waitFor('the database to be back', async () => (await fetch(`${kakou.url}/readyz`)).ok, {
        timeoutMs: 120_000,
      })
  }
  expect([...statuses.keys()].filter((status) => status !== 'duplicate')).toEqual(['stored'])

  const again = (tablet: Tablet, entries: Entry[]) =>
    waitFor('a resend to be answered', () => send(kakou, tablet, entries))
  // As tablets do that cannot know what arrived: all of it again, twice at once.
  for (const tablet of tablets) {
    const own = [...sent.values()].filter((one) => one.tablet === tablet).map(({ entry }) => entry)
    for (let from = 0; from < own.length; from += 500) {
      const part = own.slice(from, from + 500)
      const answers = await Promise.all([again(tablet, part), again(tablet, part)])
      for (const answer of answers) {
        expect(answer.results).toHaveLength(part.length)
        for (const { id, status } of answer.results) {
          if (id !== null && stored.has(id)) expect(status).toBe('duplicate')
          else expect(['stored', 'duplicate']).toContain(status)
        }
      }
    }
  }

  const sql = await databaseOf(kakou)
  const [rows] = await sql<{ n: number }[]>`select count(*)::int as n from entries`
  const [counted] = await sql<{ n: number }[]>`select sum(vehicles_in)::int as n from counters`
  await sql.end()
  expect(rows?.n).toBe(sent.size)
  expect(counted?.n).toBe(sent.size)
})
