import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { CLI_ACTOR } from '../people/cli-actor'
import { createUser } from '../people/users/create-user'
import { seedCounty } from '../testing/county-fixture'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import type { OpenApi, Operation } from './openapi'

/** What the wire leaves open, and nothing else: sign-in, of which a first run's code is one, and pairing. */
const OPEN = ['GET /setup', 'POST /pairings', 'POST /session', 'POST /setup/administrator']

let rig: ServerRig
let calls: { method: string; path: string; operation: Operation }[]
let document: OpenApi

before(async () => {
  rig = await startServerRig({
    env: { metricsToken: 'a-token-of-the-metrics' },
    fill: (sql) => seedCounty(sql, new Date().toISOString()),
  })
  const input = { username: 'chief', displayName: null, role: 'admin', jurisdiction: null, password: null } as const
  await createUser(rig.core, CLI_ACTOR, input)
  document = (await rig.call<OpenApi>('GET', '//api/openapi.json')).json
  calls = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
})
after(() => rig.close())

/** As it stands on the wire: `fetch` would tidy the path first. */
const raw = (method: string, path: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(rig.url)
    const call = request({ method, path, hostname, port, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    call.on('error', reject)
    call.end()
  })

test('every route says what it does and who may call it', () => {
  assert.ok(calls.length >= 25, `${calls.length} routes`)
  for (const { method, path, operation } of calls) {
    assert.ok(operation.summary.length >= 8, `${method} ${path} has no summary`)
    assert.ok(operation['x-access'].length > 0, `${method} ${path} is for nobody`)
  }
})

test('nothing is open but what the wire leaves open', async () => {
  const open = calls.filter(({ operation }) => operation['x-access'].includes('open'))
  assert.deepEqual(open.map(({ method, path }) => `${method} ${path}`).sort(), OPEN)
  for (const { method, path } of calls) {
    if (OPEN.includes(`${method} ${path}`)) continue
    assert.equal(await raw(method, `/api/v1${path.replace(/\{\w+\}/g, 'K01')}`), 401, `${method} ${path}`)
  }
  assert.equal(await raw('GET', '/api/v1/setup'), 204, 'there is an administrator, and nothing to tell')
})

test('whatever else lies under /api/ is 401 before it is 404', async () => {
  const paths = ['/api/', '/api/v1', '/api/v1/nothing', '/api/v2/entries', '/api/v1/%zz', '/api/v1/../v1/entries']
  for (const path of [...paths, '/api/v1//entries', '/api/v1/entries/', '/api/V1/entries', '/api/openapi.json/x']) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
      assert.equal(await raw(method, path), 401, `${method} ${path}`)
    }
  }
  const token = await rig.key('admin')
  assert.equal(await raw('GET', '/api/v1/nothing', { Authorization: `Bearer ${token}` }), 404)
  for (const bad of ['Bearer x', 'Bearer kk_x', 'Bearer kd_x', 'Basic eDp5', 'Bearer']) {
    assert.equal(await raw('GET', '/api/v1/checkpoints', { Authorization: bad }), 401, bad)
  }
})

test('the OpenAPI document says bodies, answers and problems, and points nowhere outside itself', () => {
  assert.equal(document.openapi, '3.1.0')
  const entries = document.paths['/entries']?.post
  const text = JSON.stringify(entries?.requestBody)
  assert.ok(text.includes('occurredAt') && text.includes('headcount'))
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to)
  assert.deepEqual([...new Set(refs)], ['#/components/schemas/Problem'])
  const ids = calls.map(({ method, path }) => `${method} ${path}`)
  for (const id of [
    'POST /entries',
    'GET /checkpoints/{code}',
    'POST /alerts/{id}/acknowledge',
    'GET /roads/{network}',
  ])
    assert.ok(ids.includes(id), id)
})

test('the page for people holds every call and no other host', async () => {
  const page = await rig.call<string>('GET', '//api/docs')
  assert.equal(page.status, 200)
  assert.match(page.headers.get('content-type') ?? '', /text\/html/)
  for (const { path } of calls) assert.ok(page.json.includes(`/api/v1${path}`), path)
  assert.doesNotMatch(page.json, /(?:src|href)="(?:https?:)?\/\//)
  assert.doesNotMatch(page.json, /<script/)
})

test('the metrics are numbers, closed by their token', async () => {
  assert.equal((await rig.call('GET', '//metrics')).status, 401)
  assert.equal((await rig.call('GET', '//metrics', { token: 'another-token-of-it' })).status, 401)
  const answer = await rig.call<string>('GET', '//metrics', { token: 'a-token-of-the-metrics' })
  assert.equal(answer.status, 200)
  assert.match(answer.json, /^kakou_checkpoints\{state="offline"\} 2$/m)
  assert.match(answer.json, /^kakou_tablets_connected 0$/m)
  assert.match(answer.json, /^kakou_http_seconds_count\{method="GET",status="401"\} \d+$/m)
  assert.match(answer.json, /^process_cpu_seconds_total /m)
  assert.doesNotMatch(answer.json, /K01|吉口/)
})

test('a page of another site signs nobody in', async () => {
  const body = { username: 'chief', password: 'x' }
  const foreign = await rig.call('POST', '/session', { body, headers: { 'Sec-Fetch-Site': 'cross-site' } })
  assert.equal(foreign.status, 403)
  // Of plain HTTP a browser says no more than where the form stood.
  for (const Origin of ['http://evil.example', 'http://other.127.0.0.1', 'null']) {
    assert.equal((await rig.call('POST', '/session', { body, headers: { Origin } })).status, 403, Origin)
  }
  const own = await rig.call('POST', '/session', {
    body,
    headers: { 'Sec-Fetch-Site': 'same-origin', Origin: rig.url },
  })
  assert.equal(own.status, 401)
})
