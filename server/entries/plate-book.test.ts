import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY_MS } from '#domain/instant'
import { systemClock } from '../clock'
import { createLog } from '../log'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'
import { PlateBook } from './plate-book'

let rig: ServerRig
let county: CountyFixture

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
    },
  })
})
after(() => rig.close())

const noted = async () =>
  (await rig.sql<{ plate: string }[]>`select plate from plates order by plate`).map(({ plate }) => plate)

test('a start looks at what was received since somebody looked, not at every entry', async () => {
  const passing = (plate: string) =>
    anEntry({ occurredAt: new Date().toISOString(), vehicle: { plate, kind: 'car', plateType: '02' } })
  const [old, fresh] = [passing('浙A00001'), passing('浙B00002')]
  const { token } = county.device
  assert.equal((await rig.call('POST', '/entries', { token, body: { entries: [old, fresh] } })).status, 200)
  await waitFor('both plates noted', async () => ((await noted()).length === 2 ? true : null))
  await rig.sql`update entries set received_at = now() - interval '3 days' where id = ${old.id}`

  /** What a server that starts writes down, where the one before looked last at `mark` and noted nothing since. */
  const startAt = async (mark: Date | null) => {
    await rig.sql`truncate plates`
    await rig.sql`update instance set plates_noted_at = ${mark}`
    const book = new PlateBook({ sql: rig.sql, clock: systemClock, log: createLog('book') })
    book.start()
    await book.stop()
    return noted()
  }
  assert.deepEqual(await startAt(new Date(Date.now() - DAY_MS)), ['浙B00002'])
  const [row] = await rig.sql<{ at: Date }[]>`select plates_noted_at as at from instance`
  assert.ok(row && Date.now() - row.at.getTime() < 60_000, 'the next start looks back no further')
  assert.deepEqual(await startAt(null), ['浙A00001', '浙B00002'], 'where nobody ever looked, at all')
  const plan = await rig.sql.begin(async (tx) => {
    await tx`set local enable_seqscan = off`
    return tx`explain select 1 from entries where received_at >= now() - interval '1 minute'`
  })
  assert.match(JSON.stringify(plan), /Bitmap Index Scan/)
})
