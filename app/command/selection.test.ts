import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashOfView, viewOfHash } from './selection'

test('a view comes back from its hash', () => {
  const view = { zoom: 11.125, lat: 30.51234, lng: 119.62 }
  assert.deepEqual(viewOfHash(hashOfView(view)), view)
})

test('a hash that names no view is none', () => {
  for (const hash of ['', '#', '#top', '#11/30', '#11/30/119/4', '#11/91/119', '#40/30/119', '#a/b/c', '#11/30/500'])
    assert.equal(viewOfHash(hash), null, hash)
})
