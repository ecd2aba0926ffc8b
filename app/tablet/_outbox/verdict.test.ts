import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAnswer } from './verdict'

const ids = ['a', 'b', 'c']

test('each entry gets its own verdict', () => {
  const answer = readAnswer(ids, {
    epoch: 'e1',
    results: [
      { id: 'a', status: 'stored' },
      { id: 'b', status: 'duplicate' },
      { id: 'c', status: 'rejected', errors: [{ path: '/headcount', code: 'range', message: 'must be more' }] },
    ],
  })
  assert.deepEqual(answer, {
    kind: 'answered',
    epoch: 'e1',
    verdicts: [
      { id: 'a', kind: 'acknowledged' },
      { id: 'b', kind: 'acknowledged' },
      { id: 'c', kind: 'to-correct', errors: [{ path: '/headcount', code: 'range', message: 'must be more' }] },
    ],
  })
})

test('an id that is taken is renewed, what may come right is put off', () => {
  const answer = readAnswer(['a', 'b'], {
    epoch: 'e1',
    results: [
      { id: 'a', status: 'rejected', errors: [{ path: '/id', code: 'id-conflict', message: '' }] },
      { id: 'b', status: 'rejected', retry: true, errors: [{ path: '/amends', code: 'amends', message: '' }] },
    ],
  })
  assert.deepEqual(answer.kind === 'answered' && answer.verdicts.map(({ kind }) => kind), ['renewed', 'deferred'])
})

test('where the id could not be read the place tells whose result it is', () => {
  const rejected = { id: null, status: 'rejected', errors: [{ path: '/id', code: 'type', message: '' }] }
  const inOrder = readAnswer(['a', 'b'], { epoch: 'e', results: [rejected, { id: 'b', status: 'stored' }] })
  assert.deepEqual(inOrder.kind === 'answered' && inOrder.verdicts.map(({ kind }) => kind), [
    'to-correct',
    'acknowledged',
  ])
})

test('an entry that the answer says nothing about is kept', () => {
  for (const results of [[], [{ id: 'x', status: 'stored' }], [{ id: 'a', status: 'perhaps' }], [null, 3]]) {
    const answer = readAnswer(['a'], { epoch: 'e', results })
    assert.deepEqual(answer.kind === 'answered' && answer.verdicts, [{ id: 'a', kind: 'deferred', errors: [] }])
  }
})

test('busy is heard, with a wait that cannot park the tablet', () => {
  assert.deepEqual(readAnswer(ids, { busy: true, retryAfterMs: 700 }), { kind: 'busy', retryAfterMs: 700 })
  assert.deepEqual(readAnswer(ids, { busy: true }), { kind: 'busy', retryAfterMs: 1_000 })
  assert.deepEqual(readAnswer(ids, { busy: true, retryAfterMs: 9e9 }), { kind: 'busy', retryAfterMs: 300_000 })
})

test('nothing but a Kakou answer is taken for one', () => {
  for (const ack of [undefined, null, 'ok', 200, '<html>', [], {}, { results: [] }, { results: 'all', epoch: 'e' }]) {
    assert.deepEqual(readAnswer(ids, ack), { kind: 'unanswered' })
  }
  assert.deepEqual(readAnswer(ids, { error: { status: 400, title: 'no' } }), { kind: 'refused' })
})
