import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR_MS } from '#domain/instant'
import { reloadReason, type WallFacts } from './reload-reason'

const steady: WallFacts = {
  now: 100 * HOUR_MS,
  openedAt: 90 * HOUR_MS,
  hour: 14,
  openedAs: 'a',
  builtAs: 'a',
  lostSince: null,
}

test('a wall that works stays as it is', () => {
  assert.equal(reloadReason(steady), null)
})

test('a new release is opened, and so is a picture that stays lost while the server answers', () => {
  assert.equal(reloadReason({ ...steady, builtAs: 'b' }), 'release')
  assert.equal(reloadReason({ ...steady, lostSince: steady.now - 119_000 }), null)
  assert.equal(reloadReason({ ...steady, lostSince: steady.now - 121_000 }), 'stuck')
})

test('a page that was just opened is given its time, however long the picture was lost before', () => {
  const opened = { ...steady, openedAt: steady.now - 60_000, lostSince: steady.now - HOUR_MS }
  assert.equal(reloadReason(opened), null)
})

test('once a night, not again in the same hour', () => {
  assert.equal(reloadReason({ ...steady, hour: 4 }), 'nightly')
  assert.equal(reloadReason({ ...steady, hour: 4, openedAt: steady.now - HOUR_MS / 2 }), null)
})

test('never while the server does not answer: there is nothing to open', () => {
  const down = { ...steady, builtAs: null, lostSince: steady.now - HOUR_MS, hour: 4 }
  assert.equal(reloadReason(down), null)
})

test('where the server was away when the page asked first, nothing is known to be new', () => {
  assert.equal(reloadReason({ ...steady, openedAs: null, builtAs: 'b' }), null)
})
