import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Entry } from '#domain/entries/entry'
import { type DrainEvent, type DrainState, type DrainTask, drain, drainStart, FULL_BATCH } from './drain'
import { memoryOutbox } from './memory-outbox'
import { DEFER_RETRY_MS } from './store'
import { readAnswer } from './verdict'

/**
 * The machine against a small model of the rest: a store in memory, a network that loses messages either way, and a
 * server that may be busy, senseless, or refuse. Time is a number that the model moves.
 */
type Mood = 'well' | 'lost' | 'answer-lost' | 'busy' | 'senseless' | 'portal' | 'partial'
type Happening =
  | { kind: 'save'; content: 'good' | 'bad' | 'poison' | 'orphan' | 'clash' }
  | { kind: 'mood'; mood: Mood }
  | { kind: 'cut' }
  | { kind: 'link' }
  | { kind: 'pass'; ms: number }
  | { kind: 'wake' }
  | { kind: 'store-fails'; at: 'load' | 'settle' }

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      content: fc.constantFrom(
        'good' as const,
        'good' as const,
        'bad' as const,
        'poison' as const,
        'orphan' as const,
        'clash' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('mood' as const),
      mood: fc.constantFrom<Mood>('well', 'lost', 'answer-lost', 'busy', 'senseless', 'portal', 'partial'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'cut' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'link' as const }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 40_000 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'wake' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('store-fails' as const),
      at: fc.constantFrom('load' as const, 'settle' as const),
    }),
  },
)

const entry = (id: string, note: string): Entry => ({
  id,
  direction: 'in',
  vehicle: null,
  people: [],
  headcount: 1,
  disposition: 'release',
  occurredAt: '2026-11-23T06:00:00Z',
  note,
})

class Model {
  now = 1_000_000
  ids = 0
  store = memoryOutbox(
    () => `renewed-${++this.ids}`,
    () => this.now,
  )
  state: DrainState = drainStart
  mood: Mood = 'well'
  linked = false
  /** The next one of these does. */
  storeFails: 'load' | 'settle' | null = null
  timer: number | null = null
  underWay = 0
  mostUnderWay = 0
  saved = new Map<string, string>()
  /** What the server has, by id. */
  stored = new Map<string, string>()
  queue: DrainTask[] = []

  async tell(event: DrainEvent): Promise<void> {
    const step = drain(this.state, event, 0.5)
    this.state = step.state
    for (const task of step.tasks) await this.act(task)
  }

  async act(task: DrainTask): Promise<void> {
    if (task.do === 'arm') this.timer = this.now + task.ms
    else if (task.do === 'disarm') this.timer = null
    else this.queue.push(task)
    if (task.do === 'send') this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay)
  }

  /** Does what is outstanding until only timers are left. */
  async run(): Promise<void> {
    for (let turns = 0; this.queue.length > 0; turns += 1) {
      assert.ok(turns < 5_000, 'the machine spins')
      // The loop's condition says that there is one.
      const task = this.queue.shift()!
      if (task.do === 'load') await this.load(task)
      if (task.do === 'send') await this.send(task)
      if (task.do === 'settle') await this.settle(task)
    }
  }

  async load({ round, limit }: Extract<DrainTask, { do: 'load' }>): Promise<void> {
    if (this.storeFails === 'load') {
      this.storeFails = null
      return await this.tell({ kind: 'load-failed', round })
    }
    const { made } = await this.store.next(limit, this.now - DEFER_RETRY_MS)
    await this.tell({ kind: 'loaded', round, ids: made.map(({ id }) => id) })
  }

  async send({ round, ids }: Extract<DrainTask, { do: 'send' }>): Promise<void> {
    const ack = this.linked ? await this.serve(ids) : undefined
    // Somebody saves while it is under way, and the screen comes back.
    await this.tell({ kind: 'woke' })
    this.underWay -= 1
    await this.tell({ kind: 'came-back', round, answer: readAnswer(ids, ack) })
  }

  async serve(ids: readonly string[]): Promise<unknown> {
    if (this.mood === 'lost') return undefined
    if (this.mood === 'busy') return { busy: true, retryAfterMs: 500 }
    if (this.mood === 'senseless') return { error: { status: 500 } }
    if (this.mood === 'portal') return '<html>sign in to the wireless network</html>'
    const contents = await Promise.all(ids.map(async (id) => (await this.store.find(id))?.entry.note ?? 'good'))
    // One entry that the server chokes on takes the whole message with it.
    if (contents.includes('poison')) return { error: { status: 400 } }
    const results = ids.map((id, index) => this.judge(id, contents[index] ?? 'good'))
    if (this.mood === 'answer-lost') return undefined
    return { results: this.mood === 'partial' ? results.slice(1) : results, epoch: 'e1' }
  }

  judge(id: string, content: string): unknown {
    if (content === 'bad')
      return { id, status: 'rejected', errors: [{ path: '/headcount', code: 'range', message: '' }] }
    if (content === 'orphan')
      return { id, status: 'rejected', retry: true, errors: [{ path: '/amends', code: 'amends' }] }
    if (content === 'clash' && !id.startsWith('renewed')) {
      return { id, status: 'rejected', errors: [{ path: '/id', code: 'id-conflict' }] }
    }
    const known = this.stored.has(id)
    this.stored.set(id, content)
    return { id, status: known ? 'duplicate' : 'stored' }
  }

  async settle({ round, verdicts, epoch }: Extract<DrainTask, { do: 'settle' }>): Promise<void> {
    if (this.storeFails === 'settle') {
      this.storeFails = null
      return await this.tell({ kind: 'settle-failed', round })
    }
    await this.store.settle(verdicts, epoch, this.now)
    await this.tell({ kind: 'settled', round })
  }

  async pass(ms: number): Promise<void> {
    const until = this.now + ms
    while (this.timer !== null && this.timer <= until) {
      this.now = Math.max(this.now, this.timer)
      this.timer = null
      await this.tell({ kind: 'rang' })
      await this.run()
    }
    this.now = until
  }

  async happen(one: Happening): Promise<void> {
    switch (one.kind) {
      case 'save': {
        const id = `entry-${++this.ids}`
        this.saved.set(id, one.content)
        await this.store.save(entry(id, one.content))
        await this.tell({ kind: 'woke' })
        break
      }
      case 'mood':
        this.mood = one.mood
        break
      case 'cut':
        if (this.linked) await this.tell({ kind: 'disconnected' })
        this.linked = false
        break
      case 'link':
        if (!this.linked) await this.tell({ kind: 'connected' })
        this.linked = true
        break
      case 'pass':
        await this.pass(one.ms)
        break
      case 'wake':
        await this.tell({ kind: 'woke' })
        break
      case 'store-fails':
        this.storeFails = one.at
    }
    await this.run()
  }
}

test('after any faults everything arrives by itself, exactly once, and nothing leaves without its own verdict', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 60 }), async (happenings) => {
      const model = new Model()
      for (const one of happenings) {
        await model.happen(one)
        const kept = await model.store.recent(1_000)
        assert.equal(kept.length, model.saved.size, 'every saved entry is still kept')
        for (const { mark, entry: said } of kept) {
          if (mark.state === 'acknowledged') assert.ok(model.stored.has(mark.id), 'acknowledged is stored')
          if (mark.state === 'to-correct') assert.equal(said.note, 'bad')
        }
      }
      // The faults are over. Nobody touches the tablet.
      model.mood = 'well'
      model.storeFails = null
      await model.happen({ kind: 'link' })
      await model.pass(30 * 60_000)

      assert.ok(model.mostUnderWay <= 1, 'one message under way')
      const good = [...model.saved.values()].filter((content) => content === 'good' || content === 'clash').length
      assert.equal(model.stored.size, good)
      const states = (await model.store.recent(1_000)).map(({ mark, entry: said }) => [said.note, mark.state])
      for (const [content, state] of states) {
        if (content === 'good' || content === 'clash') assert.equal(state, 'acknowledged')
        if (content === 'bad') assert.equal(state, 'to-correct')
        if (content === 'orphan' || content === 'poison') assert.equal(state, 'deferred')
      }
    }),
    { numRuns: 400, seed: 20261123 },
  )
})

test('one poisoned entry among 5,000 blocks none', async () => {
  const model = new Model()
  for (let index = 0; index < 5_000; index += 1) {
    const id = `entry-${index}`
    const content = index === 1_234 ? 'poison' : 'good'
    model.saved.set(id, content)
    await model.store.save(entry(id, content))
  }
  await model.happen({ kind: 'link' })
  await model.pass(5 * 60_000)
  assert.equal(model.stored.size, 4_999)
  assert.equal((await model.store.tally()).waiting, 1)
})

test('what the server cannot take yet is tried for 72 hours, then marked to correct', async () => {
  const model = new Model()
  await model.happen({ kind: 'link' })
  await model.happen({ kind: 'save', content: 'orphan' })
  // By the clock on the wall, not by what the code calls it.
  await model.pass(72 * 3_600_000 - 60_000)
  assert.equal((await model.store.tally()).waiting, 1)
  await model.pass(5 * 60_000)
  const [stuck] = await model.store.toCorrect()
  assert.equal(stuck?.mark.errors?.[0]?.code, 'amends')
})

test('busy waits at least as long as the server asked, and is no fault', () => {
  const sending: DrainState = {
    phase: 'sending',
    ids: ['a'],
    round: 4,
    pace: { size: FULL_BATCH, faults: 0, alone: 0 },
  }
  const step = drain(sending, { kind: 'came-back', round: 4, answer: { kind: 'busy', retryAfterMs: 700 } }, 0)
  assert.deepEqual(step.tasks, [{ do: 'arm', ms: 700 }])
  assert.equal(step.state.pace.faults, 0)
})

test('a saved entry does not shorten the pause after a fault, a connection does', () => {
  const paused: DrainState = { phase: 'backing-off', round: 2, pace: { size: 1, faults: 3, alone: 1 } }
  assert.deepEqual(drain(paused, { kind: 'woke' }, 0).tasks, [])
  assert.equal(drain(paused, { kind: 'connected' }, 0).state.phase, 'loading')
})

test('while a message is under way nothing is read and nothing sent, whatever happens but a cut', () => {
  const sending: DrainState = { phase: 'sending', ids: ['b'], round: 9, pace: { size: 1, faults: 0, alone: 0 } }
  for (const kind of ['connected', 'woke', 'rang'] as const) {
    assert.deepEqual(drain(sending, { kind }, 0), { state: sending, tasks: [] }, kind)
  }
})

test('an answer to an older message changes nothing', () => {
  const sending: DrainState = { phase: 'sending', ids: ['b'], round: 9, pace: { size: 1, faults: 0, alone: 0 } }
  const answer = { kind: 'answered', epoch: 'e1', verdicts: [{ id: 'a', kind: 'acknowledged' }] } as const
  const late = drain(sending, { kind: 'came-back', round: 8, answer: { ...answer, verdicts: [...answer.verdicts] } }, 0)
  assert.equal(late.state, sending)
  assert.deepEqual(late.tasks, [])
})

test('barred keeps everything and goes on when let in again', () => {
  const barred = drain(drainStart, { kind: 'barred', reason: 'unauthorized' }, 0).state
  assert.equal(drain(barred, { kind: 'woke' }, 0).state.phase, 'barred')
  assert.equal(drain(barred, { kind: 'rang' }, 0).state.phase, 'barred')
  assert.equal(drain(barred, { kind: 'connected' }, 0).state.phase, 'loading')
})

test('a new epoch offers again what another one acknowledged', async () => {
  const model = new Model()
  await model.happen({ kind: 'link' })
  await model.happen({ kind: 'save', content: 'good' })
  assert.equal((await model.store.tally()).waiting, 0)
  assert.equal(await model.store.offerAgain('e1', false), 0)
  assert.equal(await model.store.offerAgain('e2', false), 1)
  model.stored.clear()
  await model.happen({ kind: 'wake' })
  assert.equal(model.stored.size, 1)
})
