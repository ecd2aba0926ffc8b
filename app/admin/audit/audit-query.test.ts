import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditPath, readQuery, writeQuery } from './audit-query'

test('what is looked for goes into the address and comes back from it', () => {
  const query = { who: '王 主任', verb: 'user', target: '', from: '2026-11-20', to: '', line: 'x' }
  assert.deepEqual(readQuery(writeQuery(query)), query)
  assert.equal(writeQuery(readQuery('')), '')
})

test('days are those of the jurisdiction, the last one whole', () => {
  const query = { who: ' li ', verb: '', target: '', from: '2026-11-20', to: '2026-11-20', line: '' }
  const path = auditPath(query, 'Asia/Shanghai', { cursor: 'c', from: 'l' })
  assert.equal(
    decodeURIComponent(path),
    '/audit?who=li&from=2026-11-19T16:00:00.000Z&to=2026-11-20T16:00:00.000Z&cursor=c',
  )
  assert.equal(auditPath({ ...query, who: '', from: 'x', to: '' }, 'Asia/Shanghai'), '/audit?')
  assert.equal(auditPath({ ...query, who: '', from: '', to: '' }, 'Asia/Shanghai', { from: 'l' }), '/audit?line=l')
})
