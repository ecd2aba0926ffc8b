/** The county with three ways in, on a rig: K01 guards the west, closures stand in the east and the north. */
import assert from 'node:assert/strict'
import type { fakeClock } from './fake-clock'
import type { ServerRig } from './server-rig'
import { threeWaysFiles } from './three-ways-county'
import { waitFor } from './wait-for'

/** `admin`: a key; `clock`: that of the rig, which goes on until there is coverage; `from`: since when the closures stand. */
export const layGuardedCounty = async (
  rig: ServerRig,
  admin: string,
  clock: ReturnType<typeof fakeClock>,
  from?: string,
): Promise<void> => {
  const call = async (method: string, path: string, body: object) => {
    const { status } = await rig.call(method, path, { token: admin, body })
    assert.ok(status < 300, `${method} ${path}: ${status}`)
  }
  await call('PATCH', '/checkpoints/K01', { lng: 119.41, lat: 30.6 })
  const order = { authority: '县指挥部', document: '8 号', responsible: '张工', emergency: '十分钟内开启' }
  const since = from === undefined ? {} : { from }
  await call('POST', '/closures', { ...order, ...since, name: '东', lng: 119.59, lat: 30.6 })
  await call('POST', '/closures', { ...order, ...since, name: '北', lng: 119.45, lat: 30.69 })
  const form = new FormData()
  for (const [name, text] of Object.entries(threeWaysFiles())) form.set(name, new File([text], name))
  const headers = { Authorization: `Bearer ${admin}` }
  assert.equal((await fetch(`${rig.url}/api/v1/roads`, { method: 'POST', headers, body: form })).status, 202)
  await waitFor(
    'the coverage',
    async () => {
      clock.advance(50)
      return (await rig.call('GET', '/coverage', { token: admin })).status === 200 ? true : null
    },
    { timeoutMs: 60_000 },
  )
}
