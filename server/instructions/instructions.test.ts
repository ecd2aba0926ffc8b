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

interface Reach {
  id: string
  text: string
  to: { code: string; readAt: string | null; device: string | null }[]
}
const send = (body: object, token = command) =>
  rig.call<{ id: string; to: string[] }>('POST', '/instructions', { token, body })
const list = async (token = command) =>
  (await rig.call<{ instructions: Reach[]; cursor: string | null }>('GET', '/instructions', { token })).json
const readAt = async (id: string, code: string) =>
  (await list()).instructions.find((one) => one.id === id)?.to.find((one) => one.code === code)
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

  assert.deepEqual(await asked(first, 'read', { id: sent.json.id }), {})
  const read = await readAt(sent.json.id, 'K01')
  assert.equal(read?.device, county.device.id)
  assert.deepEqual(await asked(first, 'read', { id: sent.json.id }), {}, 'again does no harm')
  assert.equal((await readAt(sent.json.id, 'K01'))?.readAt, read?.readAt, 'the first time stays')

  const late = rig.socket('/tablet', { token: mate.token })
  assert.equal((await until(late, sent.json.id)).text, '加强货车检查', 'nobody has read it on this one')
  const item = { kind: 'read', id: randomUUID(), instruction: sent.json.id, occurredAt: now() }
  await rig.call('POST', '/items', { token: mate.token, body: { items: [item] } })
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
  assert.ok(seen.every(({ to }) => to.every(({ code }) => code === 'K02')))
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
  assert.equal((await withdraw(await rig.key('command', '330523101'))).status, 404, 'it was not sent there')
  const told = heard(first, 'withdrawn')
  assert.equal((await withdraw(command)).status, 204)
  assert.deepEqual(await told, [{ ids: [id] }])
  assert.equal((await withdraw(command)).status, 409)
  const shown = (await list()).instructions.find((one) => one.id === id) as unknown as Record<string, unknown>
  assert.ok(shown.withdrawnAt && shown.withdrawnBy)

  const late = rig.socket('/tablet', { token: (await seedDevice(rig.sql, county.checkpoints[0], now())).token })
  const came: string[] = []
  late.on('instruction', (instruction: Instruction) => came.push(instruction.id))
  assert.deepEqual(await heard(late, 'withdrawn'), [{ ids: [id] }])
  assert.equal(came.includes(id), false, 'nothing is to be done for it')

  const all = (await send({ text: '全县通知' })).json.id
  const town = await rig.key('command', '330523101')
  assert.equal((await rig.call('POST', `/instructions/${all}/withdraw`, { token: town })).status, 403, 'the county’s')
})
