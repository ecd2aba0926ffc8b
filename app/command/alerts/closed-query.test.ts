import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closedPath, readClosedQuery } from './closed-query'

const KINDS = ['fever', 'offline']
const ALL = { kind: '', find: '', from: '', to: '' }

test('whole local days become instants, the last one included', () => {
  const path = closedPath({ kind: 'fever', find: ' 高速 ', from: '2026-11-20', to: '2026-11-20' }, 'Asia/Shanghai')
  assert.deepEqual(
    [...new URLSearchParams(path.split('?')[1])],
    [
      ['kind', 'fever'],
      ['checkpoint', '高速'],
      ['from', '2026-11-19T16:00:00.000Z'],
      ['to', '2026-11-20T16:00:00.000Z'],
    ],
  )
  assert.equal(closedPath(ALL, 'Asia/Shanghai'), '/alerts/closed?')
})

test('what an address says that does not exist is as if it said nothing', () => {
  assert.deepEqual(readClosedQuery('?kind=flood&from=2026-02-31&to=soon', KINDS), ALL)
  assert.deepEqual(readClosedQuery('?kind=offline&find=K01&from=2026-02-28', KINDS), {
    ...ALL,
    kind: 'offline',
    find: 'K01',
    from: '2026-02-28',
  })
})
