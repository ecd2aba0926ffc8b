import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createLog } from '../log'
import { seedCounty } from '../testing/county-fixture'
import { type ServerRig, startServerRig } from '../testing/server-rig'

const lines: Record<string, unknown>[] = []
const log = createLog('refusals', { write: (line: string) => void lines.push(JSON.parse(line)) })
let rig: ServerRig

before(async () => {
  rig = await startServerRig({ log, fill: (sql) => seedCounty(sql, new Date().toISOString()) })
  // A rig is quiet.
  log.level = 'info'
})
after(() => rig.close())

/** What the log says of one call. */
const said = async (method: string, path: string, token: string, body?: unknown) => {
  lines.length = 0
  await rig.call(method, path, { token, ...(body === undefined ? {} : { body }) })
  return lines
    .filter(({ msg }) => String(msg).startsWith('a call was refused'))
    .map(({ actor, route, kind, faults }) => ({ actor: String(actor).slice(0, 4), route, kind, faults }))
}

test('whoever is refused is written down: by role, by place, and for what he sent, without what that was', async () => {
  const [admin, planner] = [await rig.key('admin'), await rig.key('planner')]
  assert.equal((await said('GET', '/users', planner)).length, 1)
  assert.deepEqual(await said('GET', '/checkpoints/K77', admin), [
    { actor: 'key:', route: '/checkpoints/:code', kind: 'not-found', faults: 0 },
  ])
  assert.deepEqual(await said('POST', '/users', admin, { username: '秘密', role: 'nobody' }), [
    { actor: 'key:', route: '/users', kind: 'invalid', faults: 1 },
  ])
  assert.ok(!JSON.stringify(lines).includes('秘密'))
  assert.deepEqual(await said('GET', '/checkpoints', admin), [])
})
