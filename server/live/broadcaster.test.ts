import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_STATE_TIMES } from '#domain/checkpoints/checkpoint-state'
import type { Delta } from '#protocol/live'
import type { Checkpoint } from '../checkpoints/checkpoint-directory'
import { fakeClock } from '../testing/fake-clock'
import { Board } from './board'
import { Broadcaster, type Screen } from './broadcaster'
import type { LiveState } from './live-state'
import { Shelf } from './shelf'

/** A board of so many checkpoints, all of which move at once. */
const watched = (count: number) => {
  const clock = fakeClock('2026-03-01T00:00:00Z')
  const board = new Board({
    clock,
    times: () => DEFAULT_STATE_TIMES,
    isAlarmed: () => false,
    onChange: () => {},
    onHeard: () => {},
    onState: () => {},
    onSetBack: () => {},
  })
  const state = {
    board,
    alerts: new Shelf(),
    closures: new Shelf(),
    coverage: { value: null, tick: 0 },
    endTick: () => board.tick++,
    versionOf: (tick: number) => `v${tick}`,
  } as unknown as LiveState
  const sent: { atMs: number; to: string[]; changed: number; since: string }[] = []
  const broadcaster = new Broadcaster({
    clock,
    state,
    send: (screens, { checkpoints, since }: Delta) =>
      sent.push({ atMs: clock.elapsed(), to: screens.map(({ id }) => id), changed: checkpoints?.length ?? 0, since }),
  })
  let lng = 119
  const move = (howMany: number) => {
    lng += 0.001
    board.place(
      Array.from({ length: count }, (_, id) => at(id, id < howMany ? lng : 119)),
      () => 'Asia/Shanghai',
    )
    broadcaster.schedule()
  }
  // The second sees what the first said of itself.
  for (const _ of [1, 2]) move(0)
  const watch = (id: string, scope = '/') => {
    const tick = state.endTick()
    const screen: Screen = { id, scope, nameless: false, tick, version: state.versionOf(tick), canTake: () => true }
    broadcaster.add(screen)
    // Its own first tick, in which nothing changed.
    clock.advance(1_000)
  }
  return { clock, sent, move, watch }
}

/** The first lies in a county of its own. */
const at = (id: number, lng: number): Checkpoint => ({
  id,
  code: `B${id}`,
  name: `B${id}`,
  path: id === 0 ? '/1/2/' : '/1/',
  jurisdiction: '330523',
  kind: 'county-line',
  ring: 'county',
  setState: 'open',
  unstaffed: false,
  lng,
  lat: 30.6,
  road: null,
  demo: false,
})

test('the first change goes out at once, the next after a fifth of a second, of more than five after a quarter', () => {
  const { clock, sent, move, watch } = watched(10)
  watch('one')
  const began = clock.elapsed()
  for (let ms = 0; ms < 1_000; ms += 5) {
    move(1)
    clock.advance(5)
  }
  assert.deepEqual(
    sent.map(({ atMs }) => atMs - began),
    [0, 205, 410, 615, 820],
  )
  clock.advance(1_000)
  sent.length = 0
  for (let ms = 0; ms < 1_000; ms += 5) {
    move(10)
    clock.advance(5)
  }
  assert.ok(sent.length <= 4, `${sent.length} in a second`)
})

test('a screen rests as long as its delta was large, others do not wait for it, and its next delta holds all', () => {
  const { clock, sent, move, watch } = watched(1_000)
  watch('county', '/1/2/')
  watch('province')
  const began = clock.elapsed()
  for (let ms = 0; ms < 2_600; ms += 50) {
    move(1_000)
    clock.advance(50)
  }
  const of = (id: string) => sent.filter(({ to }) => to.includes(id))
  const times = of('province').map(({ atMs }) => atMs - began)
  assert.equal(times.length, 3)
  assert.ok(
    times.every((ms, index) => index === 0 || ms - (times[index - 1] ?? 0) >= 1_250),
    `${times}`,
  )
  assert.ok(of('province').every(({ changed }) => changed === 1_000))
  assert.ok(of('county').length >= 10, `${of('county').length}`)
})
