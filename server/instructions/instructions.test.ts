import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Instruction } from '#protocol/tablet'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

let rig: ServerRig
let county: CountyFixture
let command: string
const now = () => new Date().toISOString()

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, now())
      await sql`
        insert into jurisdictions (code, name, level, path, parent_id)
        values ('330523101', '枫岭镇', 'town', '/1/2/', (select id from jurisdictions where path = '/1/'))`
      await sql`update checkpoints set jurisdiction_id = 2 where code = 'K02'`
    },
  })
  command = await rig.key('command')
})
after(() => rig.close())

interface Sent {
  id: string
  text: string
  points: number
  read: number
  withdrawnAt: string | null
  withdrawnBy: string | null
}
interface Reach extends Sent {
  to: { code: string; readAt: string | null; device: string | null }[]
}
const send = (body: object, token = command) =>
  rig.call<{ id: string; to: string[] }>('POST', '/instructions', { token, body })
const list = async (token = command) =>
  (await rig.call<{ instructions: Sent[]; cursor: string | null }>('GET', '/instructions', { token })).json
const show = (id: string, token = command) => rig.call<Reach>('GET', `/instructions/${id}`, { token })
const readAt = async (id: string, code: string) => (await show(id)).json.to.find((one) => one.code === code)
const counts = async (id: string) => {
  const { points, read } = (await list()).instructions.find((one) => one.id === id) ?? {}
  return { points, read }
}
/** The instruction of this id; rejects after 10 s. */
const until = (socket: ReturnType<ServerRig['socket']>, id: string) =>
  new Promise<Instruction>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`instruction ${id} did not come`)), 60_000)
    socket.on('instruction', (instruction: Instruction) => {
      if (instruction.id !== id) return
      clearTimeout(timer)
      resolve(instruction)
    })
  })

test('an instruction reaches the tablets of its checkpoints, at once and later, until it is read there', async () => {
  const first = rig.socket('/tablet', { token: county.device.token })
  const mate = await seedDevice(rig.sql, county.checkpoints[0], now())
  await heard(first, 'duty')
  const told = heard(first, 'instruction')
  const sent = await send({ text: '加强货车检查', checkpoints: ['K01'] })
  assert.deepEqual([sent.status, sent.json.to], [201, ['K01']])
  const [instruction] = (await told) as [Instruction]
  assert.deepEqual([instruction.id, instruction.text], [sent.json.id, '加强货车检查'])
  assert.equal((await readAt(sent.json.id, 'K01'))?.readAt, null)
  assert.deepEqual(await counts(sent.json.id), { points: 1, read: 0 })

  assert.deepEqual(await asked(first, 'read', { id: sent.json.id }), {})
  const read = await readAt(sent.json.id, 'K01')
  assert.equal(read?.device, county.device.id)
  assert.deepEqual(await asked(first, 'read', { id: sent.json.id }), {}, 'again does no harm')
  assert.equal((await readAt(sent.json.id, 'K01'))?.readAt, read?.readAt, 'the first time stays')

  const late = rig.socket('/tablet', { token: mate.token })
  assert.equal((await until(late, sent.json.id)).text, '加强货车检查', 'nobody has read it on this one')
  const item = { kind: 'read', id: randomUUID(), instruction: sent.json.id, occurredAt: now() }
  await rig.call('POST', '/items', { token: mate.token, body: { items: [item] } })
  assert.deepEqual(await counts(sent.json.id), { points: 1, read: 1 }, 'two tablets of one checkpoint are one reading')
  const again = rig.socket('/tablet', { token: mate.token })
  const came: string[] = []
  again.on('instruction', ({ id }: Instruction) => came.push(id))
  await heard(again, 'duty')
  // Duty and instructions come together; another instruction after them would have come by now.
  const next = await send({ text: '第二条', checkpoints: ['K01'] })
  await waitFor('the next instruction', () => came.includes(next.json.id))
  assert.equal(came.includes(sent.json.id), false, 'it was read here')
})

test('all means the open ones that the sender sees; strangers and nonsense are refused', async () => {
  assert.deepEqual((await send({ text: '今晚 20 时换岗' })).json.to, ['K01', 'K02'])
  const town = await rig.key('command', '330523101')
  const sent = await send({ text: '本镇' }, town)
  assert.deepEqual(sent.json.to, ['K02'])
  assert.equal((await send({ text: 'x', checkpoints: ['K01'] }, town)).status, 400)
  assert.equal((await send({ text: '  ' })).status, 400)
  assert.equal((await send({ text: 'x' }, await rig.key('planner'))).status, 403)
  const seen = (await list(town)).instructions
  assert.equal(seen.length, 2, 'what the county told the town is seen by it')
  for (const { id, points } of seen) {
    assert.equal(points, 1, 'of the county’s, what went to this town')
    assert.deepEqual(
      (await show(id, town)).json.to.map(({ code }) => code),
      ['K02'],
    )
  }
  const socket = rig.socket('/tablet', { token: county.device.token })
  await heard(socket, 'duty')
  const answer = await asked<{ error: { status: number } }>(socket, 'read', { id: sent.json.id })
  assert.equal(answer.error.status, 404, 'it was not sent to this checkpoint')
  const audit = await rig.sql<
    { verb: string; change: string }[]
  >`select verb, change from audit where target = ${`instruction:${sent.json.id}`} and sealed is not null`
  assert.deepEqual(
    audit.map(({ verb, change }) => [verb, JSON.parse(change)]),
    [['instruction.send', { after: { to: ['K02'] } }]],
    'its words, which may name somebody, are sealed',
  )
})

test('an instruction is taken back by who may, and tablets are told, also those that come later', async () => {
  const first = rig.socket('/tablet', { token: county.device.token })
  await heard(first, 'duty')
  const { id } = (await send({ text: '暂停放行', checkpoints: ['K01'] })).json
  const withdraw = (token: string) => rig.call('POST', `/instructions/${id}/withdraw`, { token })
  assert.equal((await withdraw(await rig.key('supervisor'))).status, 403)
  const elsewhere = await rig.key('command', '330523101')
  assert.equal((await withdraw(elsewhere)).status, 404, 'it was not sent there')
  assert.equal((await show(id, elsewhere)).status, 404)
  assert.equal((await show('nonsense')).status, 404)
  const told = heard(first, 'withdrawn')
  assert.equal((await withdraw(command)).status, 204)
  assert.deepEqual(await told, [{ ids: [id] }])
  assert.equal((await withdraw(command)).status, 409)
  const shown = (await list()).instructions.find((one) => one.id === id)
  assert.ok(shown?.withdrawnAt && shown.withdrawnBy)
  assert.ok((await show(id)).json.withdrawnAt, 'also where it is opened')

  const late = rig.socket('/tablet', { token: (await seedDevice(rig.sql, county.checkpoints[0], now())).token })
  const came: string[] = []
  late.on('instruction', (instruction: Instruction) => came.push(instruction.id))
  assert.deepEqual(await heard(late, 'withdrawn'), [{ ids: [id] }])
  assert.equal(came.includes(id), false, 'nothing is to be done for it')

  const all = (await send({ text: '全县通知' })).json.id
  const town = await rig.key('command', '330523101')
  assert.equal((await rig.call('POST', `/instructions/${all}/withdraw`, { token: town })).status, 403, 'the county’s')
})
