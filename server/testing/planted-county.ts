/** A county in which everything happened once, with marked values in all that names somebody: for walks that look for them. */
import assert from 'node:assert/strict'
import type { Entry } from '#domain/entries/entry'
import { DEFAULT_POLICY } from '#domain/policy/policy'
import type { DataKind } from '#domain/privacy/who-sees'
import { CLI_ACTOR } from '../people/cli-actor'
import { createUser } from '../people/users/create-user'
import type { CountyFixture } from './county-fixture'
import { anEntry } from './entry-builder'
import { aLog, aShift, aStock, aZeroReport } from './item-builder'
import type { ServerRig } from './server-rig'
import { waitFor } from './wait-for'
import { WATCH_RULE } from './watch-rule'

export const PLATE = '浙E7Q9Z4'
/** Values that stand nowhere else, by the kind of data that they are. Notes come from entries and from items. */
export const PLANTED: Partial<Record<DataKind, readonly string[]>> = {
  plate: [PLATE],
  person: ['欧阳夜明砂', '13987654321', '11010519491231002X'],
  notes: [
    '钱独活家三单元',
    '李远志陪同',
    '周当归的白菜',
    '吴白芷检字',
    '身份证忘在赵半夏家',
    '一人发热送医钩吻',
    '缺额温枪重楼',
    '同行人已联系白薇',
    '送县医院紫菀',
  ],
  reading: ['38.7'],
  health: ['蜀葵样干咳', '659012345671', '"riskVisit"'],
  order: ['留住报专班半枝莲'],
  'order-reason': ['涉案逃逸乌头'],
  'duty-phone': ['05725550199'],
}

export const bearer = (token: string): { Authorization: string } => ({ Authorization: `Bearer ${token}` })
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** The headers of a browser in which somebody is signed in. */
export const personCookie = async (rig: ServerRig, username: string, wall = false): Promise<Record<string, string>> => {
  const [user] = await rig.sql<{ id: string }[]>`select id from users where name = ${username}`
  const token = await rig.core.sessions.open(user?.id ?? '', '127.0.0.1', null, wall)
  return { Cookie: `kakou_session=${token}`, 'X-Kakou': '1' }
}

const must = async (
  rig: ServerRig,
  method: string,
  path: string,
  options: Parameters<ServerRig['call']>[2],
  status: number,
) => {
  const answer = await rig.call<Record<string, string>>(method, path, options)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.json)}`)
  return answer.json
}

export const passing = (changes: Partial<Entry> = {}): Entry => {
  const occurredAt = new Date().toISOString()
  const [name = '', phone = '', idNumber = ''] = PLANTED.person ?? []
  const [destination = '', note = '', what = '', certificate = '', noId = ''] = PLANTED.notes ?? []
  const readings = [{ celsius: 38.7, site: 'forehead' as const, at: occurredAt }]
  return anEntry({
    occurredAt,
    vehicle: { plate: PLATE, kind: 'truck', trailerPlate: PLATE },
    people: [
      {
        readings: [...readings, ...readings],
        name,
        phone,
        idNumber,
        via: ['659012345671'],
        riskVisit: true,
        symptoms: ['蜀葵样干咳'],
      },
      { readings, noId, symptoms: ['蜀葵样干咳'] },
    ],
    headcount: 2,
    destination,
    note,
    load: { kind: 'fresh', what, certificate },
    disposition: 'isolation',
    hits: [
      { kind: 'watch', rule: 'watch' },
      { kind: 'stay', rule: 'watch' },
    ],
    ...changes,
  })
}

/** A county in which everything happened once: passages, alerts, items, instructions, a briefing, a permit, a pause. */
export const plantCounty = async (rig: ServerRig, county: CountyFixture, hook: string): Promise<void> => {
  const leader = { name: '赵责任', title: '副镇长', phone: PLANTED['duty-phone']?.[0] ?? '' }
  await rig.sql`update checkpoints set leader = ${rig.sql.json(leader)}, contact = ${rig.sql.json(leader)}`
  const { watchlist: _, ...draft } = DEFAULT_POLICY
  const admin = bearer(await rig.key('admin'))
  const command = bearer(await rig.key('command'))
  const [, , , , , abnormal = '', missing = ''] = PLANTED.notes ?? []
  const rules = [WATCH_RULE]
  await must(rig, 'PUT', '/policy', { headers: admin, body: { base: '0', document: { ...draft, rules } } }, 201)
  const reason = PLANTED['order-reason']?.[0]
  const expires = new Date(Date.now() + 86_400_000).toISOString()
  const sought = { kind: 'plate', subject: PLATE, reason, order: PLANTED.order?.[0], rule: 'watch', expires }
  await must(rig, 'POST', '/policy/watchlist', { headers: admin, body: { base: '1', add: [sought], end: [] } }, 201)
  const kinds = ['fever', 'watch', 'risk', 'stock', 'queue', 'zero-report', 'two-hours', 'offline']
  for (const form of ['standard', 'wecom']) {
    await must(rig, 'POST', '/webhooks', { headers: admin, body: { name: form, form, url: hook, kinds } }, 201)
  }
  const device = bearer(county.device.token)
  const entries = [passing(), passing({ disposition: 'hold' })]
  await must(rig, 'POST', '/entries', { headers: device, body: { entries } }, 200)
  const occurredAt = new Date().toISOString()
  // Within the period that ends at 18:00 of this day, whatever time it is.
  const midnight = `${today()}T00:00:00+08:00`
  const period = { from: new Date(Date.parse(midnight) - 3_600_000).toISOString(), to: midnight }
  const items = [
    aShift({ occurredAt, checklist: [{ item: 'thermometer', ok: false, note: missing }] }),
    aZeroReport({ occurredAt, period, abnormal: 1, what: abnormal }),
    aStock({ occurredAt, note: missing }),
    aLog({ occurredAt }),
  ]
  const stored = await rig.call<{ results: { status: string }[] }>('POST', '/items', {
    headers: device,
    body: { items },
  })
  assert.ok(
    stored.json.results.every(({ status }) => status === 'stored'),
    JSON.stringify(stored.json),
  )
  await rig.call('POST', '/instructions', { headers: command, body: { text: '加强查验', checkpoints: null } })
  const from = new Date(Date.now() - 3_600_000).toISOString()
  const to = new Date(Date.now() + 3_600_000).toISOString()
  for (const username of ['asks', 'approves']) {
    assert.ok(
      (
        await createUser(rig.core, CLI_ACTOR, {
          username,
          displayName: null,
          role: 'command',
          jurisdiction: null,
          password: null,
        })
      ).ok,
    )
  }
  const asked = { plate: PLATE, from, to, reason: '流调', approver: 'approves' }
  const permit = await must(
    rig,
    'POST',
    '/trajectories',
    { headers: await personCookie(rig, 'asks'), body: asked },
    201,
  )
  await must(
    rig,
    'POST',
    `/trajectories/${permit.id}/approve`,
    { headers: await personCookie(rig, 'approves'), body: { minutes: 60, reason: '同意' } },
    200,
  )
  await must(
    rig,
    'POST',
    '/briefings',
    { headers: await personCookie(rig, 'asks'), body: { template: 'bulletin', date: today() } },
    201,
  )
  await must(
    rig,
    'POST',
    '/entries/search',
    { headers: command, body: { plate: PLATE, name: PLANTED.person?.[0], reason: '核对' } },
    200,
  )
  const open = () => rig.sql<{ id: string }[]>`select id from alerts where state = 'open' order by kind limit 2`
  await waitFor('the alerts', async () => (await open()).length === 2)
  const [noted, closed] = await open()
  const [, , , , , , , note, end] = PLANTED.notes ?? []
  await must(rig, 'POST', `/alerts/${noted?.id}/note`, { headers: command, body: { note } }, 200)
  await must(rig, 'POST', `/alerts/${closed?.id}/resolve`, { headers: command, body: { reason: end } }, 200)
}
