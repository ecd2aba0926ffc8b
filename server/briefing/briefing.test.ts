import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SECTION_NAMES } from '#domain/briefing/briefing'
import { confirmDraft } from '#domain/briefing/drafts'
import type { Briefing, BriefingHeadline } from '#protocol/briefing'
import type { IndicatorDay } from '#protocol/indicator'
import type { Layout, LayoutTable } from '#protocol/layout'
import type { Role } from '../../db/schema/people'
import { CLI_ACTOR } from '../people/cli-actor'
import { createUser } from '../people/users/create-user'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { aQueue, aStock, aZeroReport } from '../testing/item-builder'
import { readZip } from '../testing/read-zip'
import { type ServerRig, startServerRig } from '../testing/server-rig'

const TOWN = '330523101'
const clock = fakeClock('2026-11-23T18:07:00.000+08:00')
let rig: ServerRig
let county: CountyFixture
const cookies = new Map<string, string>()

const person = async (username: string, displayName: string, role: Role, jurisdiction: string | null) => {
  await createUser(rig.core, CLI_ACTOR, { username, displayName, role, jurisdiction, password: null })
  await signIn(username)
}
const signIn = async (username: string) => {
  const [user] = await rig.sql<{ id: string }[]>`select id from users where name = ${username}`
  cookies.set(username, `kakou_session=${await rig.core.sessions.open(user?.id ?? '', '127.0.0.1', null)}`)
}

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, new Date(clock.now()).toISOString())
      await sql`
        insert into jurisdictions (code, name, level, path, parent_id)
        values (${TOWN}, '枫岭镇', 'town', '/1/2/', (select id from jurisdictions where path = '/1/'))`
      await sql`update checkpoints set jurisdiction_id = 2 where code = 'K02'`
    },
  })
  await person('zhou', '周文', 'command', null)
  await person('wu', '吴主任', 'admin', null)
  await person('xia', '夏镇长', 'command', TOWN)
  await person('qiu', '邱干事', 'command', TOWN)
  const at = (time: string) => ({ occurredAt: `2026-11-23T${time}:00+08:00`, clockOffsetMs: 0 })
  const token = county.device.token
  const entries = [anEntry(at('09:00')), anEntry({ ...at('10:00'), disposition: 'home-observation', headcount: 3 })]
  await rig.call('POST', '/entries', { token, body: { entries } })
  const period = { from: '2026-11-22T18:00:00+08:00', to: '2026-11-23T18:00:00+08:00' }
  const items = [
    aZeroReport({ ...at('17:50'), period }),
    aQueue({ ...at('11:00'), vehicles: 34 }),
    aStock({ ...at('12:00'), stock: { masks: 0, suits: 5 }, wanted: { suits: 20 } }),
  ]
  await rig.call('POST', '/items', { token, body: { items } })
})
after(() => rig.close())

type Problem = { detail: string; errors?: { path: string }[] }
const as = <T = Briefing>(who: string, method: string, path: string, body?: unknown) =>
  rig.call<T & Partial<Problem>>(method, path, {
    cookie: cookies.get(who) ?? '',
    ...(body === undefined ? {} : { body }),
  })
const step = async (who: string, id: string, name: string, note?: string) => {
  const { json } = await as(who, 'GET', `/briefings/${id}`)
  clock.advance(1_000)
  return as(who, 'POST', `/briefings/${id}/steps`, { version: json.version, step: name, note })
}
const confirmed = ({ content }: Briefing): Briefing['content'] => ({
  ...content,
  sections: Object.fromEntries(
    Object.entries(content.sections).map(([name, paragraphs]) => [
      name,
      paragraphs.map((one) => ({ ...one, text: confirmDraft(one.text, { unit: '县交通运输局', due: '11月25日' }) })),
    ]),
  ) as Briefing['content']['sections'],
})

test('a briefing is filled from the data, edited, confirmed, reviewed by another, signed, frozen', async () => {
  const made = await as('zhou', 'POST', '/briefings', { template: 'bulletin', date: '2026-11-23' })
  assert.equal(made.status, 201, JSON.stringify(made.json))
  const { id, content } = made.json
  const text = SECTION_NAMES.flatMap((name) => content.sections[name])
    .map((one) => one.text)
    .join('')
  assert.match(text, /^截至11月23日18时，全县启用卡口2个，其中在岗0个（11月23日18时7分）。当日登记2辆次、4人次/)
  assert.match(text, /居家医学观察3人次。/)
  assert.match(text, /应报日报的卡口2个，按时报送1个，未报1个。所报中零报告1个。/)
  assert.match(text, /吉口卡口、枫岭卡口离线/)
  assert.match(text, /吉口卡口排队最多34辆/)
  assert.match(text, /吉口卡口请补防护服20、口罩已用完/)
  assert.match(text, /枫岭卡口未报日报，共1个/)
  assert.equal((await as('zhou', 'POST', '/briefings', { template: 'bulletin', date: '2026-11-23' })).status, 409)

  const drafts = made.json.openDrafts
  assert.ok(drafts >= 4)
  assert.equal((await step('zhou', id, 'submit')).status, 200)
  const own = await step('zhou', id, 'review')
  assert.deepEqual(
    [own.status, own.json.detail],
    [409, 'Whoever submitted it neither reviews nor signs it: ask somebody else.'],
  )
  assert.equal((await step('wu', id, 'sign')).status, 409, 'not before it was reviewed')
  assert.equal((await step('wu', id, 'review')).status, 200)
  const early = await step('wu', id, 'sign')
  assert.match(early.json.detail ?? '', /wait to be confirmed/)
  assert.equal((await step('wu', id, 'return')).status, 400, 'a return says why')
  assert.equal((await step('wu', id, 'return', '请明确责任单位')).status, 200)

  const back = await as('zhou', 'GET', `/briefings/${id}`)
  const edit = { version: back.json.version, content: { ...confirmed(back.json), title: '全县卡口情况' } }
  clock.advance(1_000)
  const edited = await as('zhou', 'PATCH', `/briefings/${id}`, edit)
  assert.deepEqual([edited.status, edited.json.openDrafts, edited.json.title], [200, 0, '全县卡口情况'])
  assert.equal((await as('wu', 'PATCH', `/briefings/${id}`, edit)).status, 409, 'of two writers the later is told')
  const strange = {
    ...edit.content,
    sections: {
      ...edit.content.sections,
      work: [{ text: 'x', figures: [{ text: '1', source: 'javascript:alert(1)' }] }],
    },
  }
  assert.equal(
    (await as('zhou', 'PATCH', `/briefings/${id}`, { version: edited.json.version, content: strange })).status,
    400,
  )

  for (const [who, name] of [
    ['zhou', 'submit'],
    ['wu', 'review'],
    ['wu', 'sign'],
  ] as const) {
    assert.equal((await step(who, id, name)).status, 200, name)
  }
  const issued = (await as('wu', 'GET', `/briefings/${id}`)).json
  assert.deepEqual([issued.state, issued.number], ['issued', { year: 2026, number: 1, total: 1 }])
  assert.match(issued.digest ?? '', /^[0-9a-f]{64}$/)
  assert.equal((await as('zhou', 'PATCH', `/briefings/${id}`, { ...edit, version: issued.version })).status, 409)
  await assert.rejects(rig.sql`update briefings set content = '{}' where id = ${id}`, /frozen/)
  await assert.rejects(
    rig.sql`update briefing_steps set name = 'x' where briefing_id = ${id}`,
    /permission denied|append-only/,
  )
  assert.equal((await as('zhou', 'POST', `/briefings/${id}/refill`, { version: issued.version })).status, 409)

  const nobody = await step('zhou', id, 'send')
  assert.equal(nobody.status, 400, 'the city is not in this instance: to whom must be said')
  assert.equal((await step('zhou', id, 'send', '湖州市疫情防控指挥部')).json.destination, '湖州市疫情防控指挥部')
  assert.equal((await step('zhou', id, 'receive', '回执〔2026〕88号')).json.state, 'received')
  const { steps } = (await as('zhou', 'GET', `/briefings/${id}`)).json
  assert.deepEqual(
    steps.map(({ step: name, name: who }) => `${name} ${who}`),
    [
      'fill 周文',
      'submit 周文',
      'review 吴主任',
      'return 吴主任',
      'submit 周文',
      'review 吴主任',
      'sign 吴主任',
      'send 周文',
      'receive 周文',
    ],
  )
  const audit = await rig.sql<
    { verb: string }[]
  >`select verb from audit where target = ${`briefing:${id}`} order by at, id`
  assert.deepEqual(
    audit.map(({ verb }) => verb.replace('briefing.', '')),
    ['fill', 'submit', 'review', 'return', 'confirm-drafts', 'submit', 'review', 'sign', 'send-up', 'receive'],
  )
})

test('a correction is a numbered re-issue of its own, one of each', async () => {
  const { json } = await as<{ briefings: BriefingHeadline[] }>('zhou', 'GET', '/briefings')
  const id = json.briefings[0]?.id ?? ''
  const again = await as('zhou', 'POST', `/briefings/${id}/corrections`, { reason: '漏计一个卡口' })
  assert.deepEqual(
    [again.status, again.json.reissue, again.json.replaces, again.json.title],
    [201, 1, id, '全县卡口情况'],
  )
  assert.equal((await as('zhou', 'POST', `/briefings/${id}/corrections`, { reason: '再来一次' })).status, 409)
  const next = again.json.id
  await as('zhou', 'PATCH', `/briefings/${next}`, { version: 1, content: confirmed(again.json) })
  for (const [who, name] of [
    ['zhou', 'submit'],
    ['wu', 'review'],
    ['wu', 'sign'],
  ] as const)
    await step(who, next, name)
  const issued = (await as('zhou', 'GET', `/briefings/${next}`)).json
  assert.deepEqual([issued.state, issued.number?.number, issued.reissue], ['issued', 1, 1])
  assert.equal((await as('zhou', 'GET', `/briefings/${id}`)).json.replacedBy, next)
  const response = await fetch(`${rig.url}/api/v1/briefings/${next}/document`, {
    headers: { Cookie: cookies.get('wu') ?? '' },
  })
  assert.match(
    decodeURIComponent(response.headers.get('content-disposition') ?? ''),
    /简报 2026-11-23 第1期（总第1期）更正第1次\.docx/,
  )
  const document = readZip(Buffer.from(await response.arrayBuffer())).get('word/document.xml') ?? ''
  assert.match(document, /第1期（总第1期）更正第1次/)
  assert.match(document, /全县卡口情况/)
  assert.doesNotMatch(document, /待核/)
})

test('the day as a Word file is what was issued, with its corrections; of another day it is made and kept nowhere', async () => {
  const word = async (query: string, who = 'wu') => {
    const headers = { Cookie: cookies.get(who) ?? '' }
    const answer = await fetch(`${rig.url}/api/v1/reports/daily.docx?${query}`, { headers })
    const { status } = answer
    if (status !== 200) return { status, name: '', text: await answer.text() }
    const text = readZip(Buffer.from(await answer.arrayBuffer())).get('word/document.xml') ?? ''
    return { status, name: decodeURIComponent(answer.headers.get('content-disposition') ?? ''), text }
  }
  const stored = async () => (await rig.sql`select id from briefings`).length
  const before = await stored()
  const issued = await word('date=2026-11-23')
  assert.match(issued.text, /第1期（总第1期）更正第1次/)
  assert.match(issued.name, /简报 2026-11-23 第1期（总第1期）更正第1次\.docx/)
  const other = await word('date=2026-11-19&template=report')
  assert.match(other.text, /云岭县疫情防控工作进展情况汇报/)
  assert.match(other.text, /待核：责任单位、完成时限/)
  assert.match(other.name, /情况汇报 2026-11-19 送审稿\.docx/)
  assert.match((await word('date=2026-11-23', 'xia')).text, /全镇启用卡口1个/)
  assert.equal(await stored(), before)
  assert.equal((await word('date=2026-02-30')).status, 400)
  assert.equal((await word('date=2026-11-23&template=poster')).status, 400)
  const { status } = await rig.call('GET', '/reports/daily.docx', { token: county.device.token })
  assert.equal(status, 403)
})

test('a town sends up the chain; the county sees it then, and gives the receipt', async () => {
  const made = await as('xia', 'POST', '/briefings', { template: 'report', date: '2026-11-23' })
  const { id } = made.json
  assert.match(made.json.content.sections.situation[0]?.text ?? '', /全镇启用卡口1个/)
  assert.equal((await as('zhou', 'GET', `/briefings/${id}`)).status, 404, 'a draft is its own')
  await as('xia', 'PATCH', `/briefings/${id}`, { version: 1, content: confirmed(made.json) })
  for (const [who, name] of [
    ['xia', 'submit'],
    ['qiu', 'review'],
    ['qiu', 'sign'],
    ['xia', 'send'],
  ] as const) {
    assert.equal((await step(who, id, name)).status, 200, name)
  }
  const sent = await as('zhou', 'GET', `/briefings/${id}`)
  assert.deepEqual([sent.status, sent.json.own, sent.json.destination], [200, false, '云岭县'])
  assert.equal((await step('xia', id, 'receive')).status, 403)
  const received = await step('zhou', id, 'receive')
  assert.deepEqual([received.status, received.json.state], [200, 'received'])
  assert.equal((await as('zhou', 'POST', `/briefings/${id}/corrections`, { reason: '不该由县里改' })).status, 403)
  const own = (await as<{ briefings: BriefingHeadline[] }>('xia', 'GET', '/briefings')).json.briefings
  assert.ok(
    own.every((one) => one.jurisdiction.code === TOWN),
    'a town sees nothing of the county',
  )
})

test('a program may fill and submit, and signs nothing', async () => {
  const token = await rig.key('command')
  const made = await rig.call<Briefing>('POST', '/briefings', {
    token,
    body: { template: 'bulletin', date: '2026-11-22' },
  })
  assert.equal(made.status, 201)
  await step('zhou', made.json.id, 'submit')
  const { json } = await as('zhou', 'GET', `/briefings/${made.json.id}`)
  const body = { version: json.version, step: 'review' }
  assert.equal((await rig.call('POST', `/briefings/${made.json.id}/steps`, { token, body })).status, 403)
})

test('indicators are entered by hand, checked, and block signing until they agree or are explained', async () => {
  const list = [
    { name: '密切接触者', unit: '人' },
    { name: '集中观察', unit: '人', partOf: '密切接触者' },
    { name: '居家观察', unit: '人', partOf: '密切接触者' },
  ]
  assert.equal((await as('xia', 'POST', '/reports/indicators', { indicators: list })).status, 403)
  assert.equal((await as('zhou', 'POST', '/reports/indicators', { indicators: list })).status, 201)
  assert.equal((await as('zhou', 'POST', '/reports/indicators', { indicators: list })).status, 409)
  const { indicators } = (await as<IndicatorDay>('zhou', 'GET', '/reports/indicators?date=2026-11-21')).json
  const [all = '', some = '', rest = ''] = indicators.map(({ id }) => id)
  const enter = (date: string, ...rows: (readonly [string, number, number, string?])[]) =>
    as<IndicatorDay>('zhou', 'PUT', '/reports/indicators', {
      date,
      values: rows.map(([indicator, today, total, note]) => ({ indicator, today, total, note })),
    })
  assert.deepEqual((await enter('2026-11-20', [all, 4, 10], [some, 1, 4], [rest, 3, 6])).json.faults, [])
  const wrong = await enter('2026-11-21', [all, 5, 16], [some, 2, 6], [rest, 3, 9])
  assert.deepEqual(
    wrong.json.faults.map(({ kind, of, is, should, explained }) => [kind, of, is, should, explained]),
    [
      ['cumulative', 'total', 16, 15, false],
      ['parts', 'total', 16, 15, false],
    ],
  )
  assert.equal((await enter('2026-11-21', [county.device.id, 1, 1])).status, 400)
  assert.equal((await enter('2026-11-21', [all, -1, 1])).status, 400)

  const made = await as('zhou', 'POST', '/briefings', { template: 'bulletin', date: '2026-11-21' })
  assert.match(JSON.stringify(made.json.content), /据有关单位填报：密切接触者5人（累计16人）/)
  assert.equal(made.json.openFaults, 2)
  const { id } = made.json
  await as('zhou', 'PATCH', `/briefings/${id}`, { version: 1, content: confirmed(made.json) })
  for (const [who, name] of [
    ['zhou', 'submit'],
    ['wu', 'review'],
  ] as const)
    await step(who, id, name)
  assert.match((await step('wu', id, 'sign')).json.detail ?? '', /do not agree/)
  await enter('2026-11-21', [all, 5, 16, '省里核增1人'])
  assert.equal((await step('wu', id, 'sign')).json.number?.number, 2)
  assert.equal((await as('zhou', 'DELETE', `/reports/indicators/${some}`)).status, 204)
  assert.equal((await as<IndicatorDay>('zhou', 'GET', '/reports/indicators?date=2026-11-21')).json.indicators.length, 2)
})

test("a department's table is a saved choice over the same figures, by checkpoint or by area", async () => {
  const { indicators } = (await as<IndicatorDay>('zhou', 'GET', '/reports/indicators?date=2026-11-23')).json
  const [all = ''] = indicators.map(({ id }) => id)
  await as('xia', 'PUT', '/reports/indicators', {
    date: '2026-11-23',
    values: [{ indicator: all, today: 3, total: 3 }],
  })
  const save = (body: object, who = 'zhou') => as<Layout>(who, 'POST', '/reports/layouts', body)
  const layout = { name: '=卫健局', rows: 'jurisdiction', columns: ['people', 'home'], indicators: [all] }
  assert.equal((await save({ ...layout, rows: 'checkpoint' })).status, 400)
  assert.equal((await save({ ...layout, columns: [], indicators: [] })).status, 400)
  assert.equal((await save({ ...layout, columns: ['nothing'] })).status, 400)
  const { id } = (await save(layout)).json
  const table = await as<LayoutTable>('zhou', 'GET', `/reports/layouts/${id}/table?date=2026-11-23`)
  assert.deepEqual(table.json.headers, ['编号', '辖区', '人（人次）', '居家医学观察（人次）', '密切接触者（人）'])
  assert.deepEqual(table.json.rows, [
    ['330523', '云岭县（本级）', 4, 3, null],
    [TOWN, '枫岭镇', 0, 0, 3],
    ['', '合计 2', 4, 3, 3],
  ])
  const changed = await as<Layout>('zhou', 'PUT', `/reports/layouts/${id}`, {
    ...layout,
    rows: 'checkpoint',
    indicators: [],
  })
  assert.equal(changed.status, 200)
  const csv = await as<string>('zhou', 'GET', `/reports/layouts/${id}/table.csv?date=2026-11-23&language=en`)
  assert.match(String(csv.json), /Code,Checkpoint,People,Home observation,Report\r\nK01,吉口卡口,4,3,Nil report/)
  assert.equal((await as('xia', 'GET', `/reports/layouts/${id}/table`)).status, 404)
  assert.equal((await as('zhou', 'DELETE', `/reports/layouts/${id}`)).status, 204)
  assert.equal((await as('zhou', 'DELETE', `/reports/layouts/${id}`)).status, 404)
})

test('who was on duty is told as of the cut-off, where it was written down', async () => {
  await rig.sql`
    insert into state_changes (checkpoint_id, at, state)
    select id, '2026-11-22T17:00:00+08:00', case code when 'K01' then 'reporting' else 'offline' end from checkpoints`
  const made = await as('zhou', 'POST', '/briefings', { template: 'report', date: '2026-11-22' })
  assert.equal(made.status, 201, JSON.stringify(made.json))
  const { situation, problems } = made.json.content.sections
  assert.match(situation[0]?.text ?? '', /^截至11月22日18时，全县启用卡口2个，其中在岗1个。/)
  assert.match(problems.map(({ text }) => text).join(''), /枫岭卡口离线，所在道路管控中断。/)
})

test('issues are numbered by the year of the county’s clock, and on through all years', async () => {
  const [before] = await rig.sql<{ total: number }[]>`
    select max(total_number) as total from briefings where template = 'bulletin' and jurisdiction_id = 1`
  // In UTC it is the old year yet.
  clock.setTo('2027-01-01T00:30:00.000+08:00')
  for (const username of ['zhou', 'wu']) await signIn(username)
  const made = await as('zhou', 'POST', '/briefings', { template: 'bulletin', date: '2026-12-31' })
  assert.equal(made.status, 201, JSON.stringify(made.json))
  const { id } = made.json
  await as('zhou', 'PATCH', `/briefings/${id}`, { version: 1, content: confirmed(made.json) })
  for (const [who, name] of [
    ['zhou', 'submit'],
    ['wu', 'review'],
    ['wu', 'sign'],
  ] as const) {
    assert.equal((await step(who, id, name)).status, 200, name)
  }
  const issued = (await as('zhou', 'GET', `/briefings/${id}`)).json
  assert.deepEqual(issued.number, { year: 2027, number: 1, total: (before?.total ?? 0) + 1 })
})
