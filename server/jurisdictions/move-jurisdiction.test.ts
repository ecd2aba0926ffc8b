import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Delta, Snapshot } from '#protocol/live'
import { seedCounty } from '../testing/county-fixture'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import type { ListedJurisdiction } from './list-jurisdictions'

let rig: ServerRig
let admin: string

/** County 330523 with towns E and W; below E a village V with a group G and checkpoint K01. */
before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      await seedCounty(sql, new Date().toISOString())
      for (const [code, level, parent] of [
        ['E', 'town', '330523'],
        ['W', 'town', '330523'],
        ['V', 'village', 'E'],
        ['G', 'group', 'V'],
      ] as const) {
        await sql`
          insert into jurisdictions (id, code, name, level, parent_id, path) overriding system value
          select next.id, ${code}, ${code}, ${level}, p.id, p.path || next.id || '/' from jurisdictions p,
            (select nextval(pg_get_serial_sequence('jurisdictions', 'id'))::int as id) next where p.code = ${parent}`
      }
      await sql`
        update checkpoints set jurisdiction_id = (select id from jurisdictions where code = 'V') where code = 'K01'`
    },
  })
  admin = await rig.key('admin')
})
after(() => rig.close())

const move = (code: string, parent: string, token = admin) =>
  rig.call<{ moved: number; errors?: { path: string }[] }>('POST', `/jurisdictions/${code}/move`, {
    token,
    body: { parent },
  })
const tree = async (token = admin) =>
  (await rig.call<{ jurisdictions: ListedJurisdiction[] }>('GET', '/jurisdictions', { token })).json.jurisdictions.map(
    ({ code, parent }) => `${parent}>${code}`,
  )
const paths = () => rig.sql<{ code: string; ok: boolean }[]>`
  select j.code, j.path = coalesce(p.path, '/') || j.id || '/' as ok
  from jurisdictions j left join jurisdictions p on p.id = j.parent_id`
const checkpointsOf = async (token: string) =>
  (await rig.call<{ checkpoints: { code: string }[] }>('GET', '/checkpoints', { token })).json.checkpoints.map(
    ({ code }) => code,
  )

test('one moves with all below it: paths are right, and who sees it changes with it, on open sockets too', async () => {
  const [east, west, village] = [
    await rig.key('admin', 'E'),
    await rig.key('command', 'W'),
    await rig.key('command', 'V'),
  ]
  const subscribe = (token: string) => {
    const screen = rig.socket('/live', { token })
    const ask = async () => await asked<Snapshot>(screen, 'subscribe', {})
    return { screen, ask }
  }
  const [fromEast, fromWest, within] = [subscribe(east), subscribe(west), subscribe(village)]
  const codes = async (one: { ask(): Promise<Snapshot> }) => (await one.ask()).checkpoints.map(({ code }) => code)
  assert.deepEqual([await codes(fromEast), await codes(fromWest), await codes(within)], [['K01'], [], ['K01']])
  const gone = heard(fromEast.screen, 'delta') as Promise<[Delta]>
  const come = heard(fromWest.screen, 'delta') as Promise<[Delta]>
  // Of its own people the screen is told to ask for the whole: what it saw lies at another path now.
  const anew = new Promise<void>((resolve) => {
    within.screen.on('delta', ({ since }: Delta) => since === '' && resolve())
  })

  const moved = await move('V', 'W')
  assert.deepEqual([moved.status, moved.json.moved], [200, 2])
  assert.ok((await paths()).every(({ ok }) => ok))
  assert.deepEqual(await tree(), ['null>330523', '330523>E', '330523>W', 'W>V', 'V>G'])
  assert.deepEqual(
    [await checkpointsOf(east), await checkpointsOf(west), await checkpointsOf(village)],
    [[], ['K01'], ['K01']],
  )
  assert.deepEqual(
    (await gone)[0].checkpoints?.map((change) => ['gone' in change, change.code]),
    [[true, 'K01']],
  )
  assert.deepEqual(
    (await come)[0].checkpoints?.map(({ code }) => code),
    ['K01'],
  )
  await anew
  assert.deepEqual(await codes(within), ['K01'])
  const [line] = await rig.sql<{ change: string }[]>`select change from audit where verb = 'jurisdiction.move'`
  assert.deepEqual(JSON.parse(line?.change ?? ''), { before: { parent: 'E' }, after: { parent: 'W', moved: 2 } })
})

test('never into a loop, below an equal, out of the mover’s scope, or the one that he stands at', async () => {
  const before = await tree()
  const town = await rig.key('admin', 'W')
  for (const [code, parent, status, token] of [
    ['W', 'V', 409, admin],
    ['W', 'W', 409, admin],
    ['V', 'W', 409, admin],
    ['330523', 'E', 409, admin],
    ['E', 'W', 400, admin],
    ['V', 'nowhere', 404, admin],
    ['V', 'E', 404, town],
    ['E', 'W', 404, town],
    ['W', '330523', 404, town],
  ] as const) {
    assert.equal((await move(code, parent, token)).status, status, `${code} to ${parent}`)
  }
  assert.deepEqual(await tree(), before)
  assert.deepEqual((await move('W', 'V')).json.errors?.[0]?.path, '/parent')
})

test('moves at once, each of which alone is right, make no loop', async () => {
  const town = (code: string, parent: string) =>
    rig.call('POST', '/jurisdictions', { token: admin, body: { code, name: code, level: 'village', parent } })
  await town('A', 'E')
  await town('B', 'W')
  for (let round = 0; round < 4; round++) {
    await Promise.all([move('A', 'W'), move('B', 'E'), town(`N${round}`, 'E'), move('A', 'E'), move('B', 'W')])
    assert.ok((await paths()).every(({ ok }) => ok))
  }
})
