import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { restingAudio, type Sleeper } from './resting-audio'

/** A loudspeaker; `wakes`: what a call of `resume` comes to. */
class Speaker implements Sleeper {
  state: string = 'suspended'
  resumed = 0
  constructor(
    readonly name: string,
    public wakes: 'at once' | 'never' | 'refused' = 'at once',
  ) {}
  resume(): Promise<void> {
    this.resumed++
    if (this.wakes === 'never') return new Promise(() => undefined)
    if (this.wakes === 'refused') return Promise.reject(new Error('no touch'))
    this.state = 'running'
    return Promise.resolve()
  }
  suspend(): Promise<void> {
    this.state = 'suspended'
    return Promise.resolve()
  }
  close(): Promise<void> {
    this.state = 'closed'
    return Promise.resolve()
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}
const pass = async (ms: number): Promise<void> => {
  mock.timers.tick(ms)
  await settle()
}

/** `speakers`: those that are made, one after the other. */
function rig(...speakers: Speaker[]) {
  const made: Speaker[] = []
  const heard: string[] = []
  const audio = restingAudio(() => {
    const next = speakers.shift()
    if (!next) throw new Error('no loudspeaker')
    made.push(next)
    return next
  })
  const play = async (what: string, owed = true): Promise<void> => {
    audio.play((speaker) => {
      assert.equal(speaker.state, 'running')
      heard.push(`${speaker.name} ${what}`)
      return 300
    }, owed)
    await settle()
  }
  return { audio, made, heard, play }
}

test.beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
test.afterEach(() => mock.timers.reset())

test('it sleeps while nothing sounds, and a signal hours later is heard without a touch', async () => {
  const speaker = new Speaker('a')
  const { audio, heard, play } = rig(speaker)
  assert.equal(audio.isMuted(), true)
  audio.unlock()
  await play('saved')
  await pass(10_299)
  assert.equal(speaker.state, 'running', 'it lasts, and the next car may be near')
  await pass(1)
  assert.equal(speaker.state, 'suspended')
  assert.equal(audio.isMuted(), false, 'nobody has to switch it on')
  await pass(3_600_000)
  await play('recheck due')
  assert.deepEqual(heard, ['a saved', 'a recheck due'])
  await pass(10_300)
  assert.equal(speaker.state, 'suspended', 'and it sleeps again')
})

test('a touch alone does not keep it awake, and does not wake it from its rest', async () => {
  const speaker = new Speaker('a')
  const { audio } = rig(speaker)
  audio.unlock()
  await settle()
  assert.equal(speaker.state, 'running')
  await pass(10_000)
  assert.equal(speaker.state, 'suspended')
  audio.unlock()
  await settle()
  assert.deepEqual([speaker.state, speaker.resumed], ['suspended', 1])
})

test('a signal that comes as it goes to sleep is heard', async () => {
  const speaker = new Speaker('a')
  const { audio, heard, play } = rig(speaker)
  audio.unlock()
  await settle()
  // The browser takes its time: it is still said to run.
  speaker.suspend = () => Promise.resolve()
  await pass(10_000)
  await play('fever')
  assert.deepEqual([heard, speaker.resumed], [['a fever'], 2])
})

test('one that wakes no more is replaced, and the alarm is heard from the new one', async () => {
  for (const wakes of ['never', 'refused'] as const) {
    const old = new Speaker('old')
    const { audio, heard, play } = rig(old, new Speaker('new'))
    audio.unlock()
    await pass(10_000)
    old.wakes = wakes
    await play('fever')
    await pass(1_000)
    assert.deepEqual([heard, old.state], [['new fever'], 'closed'], wakes)
  }
})

test('what nobody heard is heard with the next touch, unless it is long past or was only a beep', async () => {
  const speakers = ['a', 'b', 'c', 'd'].map((name) => new Speaker(name, 'refused'))
  const { audio, heard, play, made } = rig(...speakers)
  audio.unlock()
  await play('fever')
  await play('saved', false)
  assert.deepEqual(heard, [])
  assert.equal(audio.isMuted(), true)
  const last = made.at(-1)
  assert.ok(last)
  last.wakes = 'at once'
  audio.unlock()
  await settle()
  assert.deepEqual(heard, [`${last.name} fever`])
  audio.unlock()
  await settle()
  assert.equal(heard.length, 1, 'once')
})

test('before any touch it is tried, since some browsers let it; else the first touch makes it heard', async () => {
  const installed = rig(new Speaker('a'))
  await installed.play('recheck due')
  assert.deepEqual(installed.heard, ['a recheck due'])

  const speaker = new Speaker('a', 'never')
  const { audio, heard, play, made } = rig(speaker)
  await play('recheck due')
  await pass(1_000)
  assert.deepEqual([heard, made.length], [[], 1], 'a new one would be as mute')
  speaker.wakes = 'at once'
  audio.unlock()
  await settle()
  assert.deepEqual(heard, ['a recheck due'])
})

test('in a browser without sound nothing fails', async () => {
  const { audio, heard, play } = rig()
  await play('fever')
  audio.unlock()
  await play('fever')
  assert.deepEqual([heard, audio.isMuted()], [[], true])
})
