import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MINUTE_MS } from '#domain/instant'
import { seedCounty } from '../../server/testing/county-fixture'
import { anEntry } from '../../server/testing/entry-builder'
import { type ServerRig, startServerRig } from '../../server/testing/server-rig'

/** More than are looked at one by one. */
const CHECKPOINTS = 40
/** Many in the last minutes, then fewer and fewer; two at the same time each. */
const AGES_MS = [
  ...Array.from({ length: 260 }, (_, n) => Math.floor(n / 2) * 500),
  ...Array.from({ length: 240 }, (_, n) => n * n * 0.3 * MINUTE_MS),
]

let rig: ServerRig
let key: string
const sent: { id: string; at: string }[] = []

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      const now = new Date().toISOString()
      await seedCounty(sql, now)
      await sql`
        insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
        select 'B' || n, '第' || n || '号', 1, 'county-line', 'county', 'open', 119.5, 30.6, ${now}
        from generate_series(1, ${CHECKPOINTS}) n`
    },
  })
  key = await rig.key('command')
  const gate = await rig.key('gate')
  const nowMs = Date.now()
  const entries = AGES_MS.map((ageMs, n) =>
    anEntry({ occurredAt: new Date(nowMs - ageMs).toISOString(), checkpoint: `B${1 + (n % CHECKPOINTS)}` }),
  )
  for (const { id, occurredAt } of entries) sent.push({ id, at: occurredAt })
  // Newest first by time, then by id, as pages are.
  sent.sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
  const { status } = await rig.call('POST', '/entries', { token: gate, body: { entries } })
  assert.equal(status, 200)
})
after(() => rig.close())

interface Page {
  entries: { id: string }[]
  cursor: string | null
}

const readAll = async (query: string): Promise<string[]> => {
  const found: string[] = []
  let cursor = ''
  do {
    const { json } = await rig.call<Page>('GET', `/entries?${query}${cursor}`, { token: key })
    found.push(...json.entries.map(({ id }) => id))
    cursor = json.cursor === null ? '' : `&cursor=${encodeURIComponent(json.cursor)}`
  } while (cursor !== '')
  return found
}

test('pages over many checkpoints hold every entry once, newest first, however thinly they lie', async () => {
  assert.deepEqual(
    await readAll(''),
    sent.map(({ id }) => id),
  )
})

test('so they do within a time', async () => {
  const [to, from] = [sent[150]?.at ?? '', sent[420]?.at ?? '']
  assert.deepEqual(
    await readAll(`from=${from}&to=${to}`),
    sent.filter(({ at }) => at >= from && at < to).map(({ id }) => id),
  )
})
