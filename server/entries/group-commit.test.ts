import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GroupCommit } from './group-commit'

/** A store that answers when it is told to. */
const heldStore = () => {
  const flushes: { jobs: readonly number[]; done(): void; fail(): void }[] = []
  const commit = new GroupCommit<number, number>({
    flush: (jobs) =>
      new Promise((resolve, reject) => {
        flushes.push({ jobs, done: () => resolve(jobs.map((job) => job * 10)), fail: () => reject(new Error('no')) })
      }),
    weight: (job) => job,
    maxRows: 10,
    maxInFlight: 2,
    minRowsBeside: 5,
    maxWaitingRows: 20,
  })
  return { commit, flushes }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('a lone job goes out at once, and jobs that come meanwhile share the next flush', async () => {
  const { commit, flushes } = heldStore()
  const first = commit.submit(1)
  await turn()
  assert.deepEqual(flushes[0]?.jobs, [1])
  const others = [commit.submit(1), commit.submit(2)]
  await turn()
  assert.equal(flushes.length, 1)
  flushes[0]?.done()
  assert.equal(await first, 10)
  await turn()
  assert.deepEqual(flushes[1]?.jobs, [1, 2])
  flushes[1]?.done()
  assert.deepEqual(await Promise.all(others), [10, 20])
})

test('a second flush goes beside the first where enough waits, a third never', async () => {
  const { commit, flushes } = heldStore()
  const jobs = [commit.submit(10), commit.submit(4), commit.submit(3)]
  await turn()
  assert.deepEqual(
    flushes.map((flush) => flush.jobs),
    [[10], [4, 3]],
  )
  jobs.push(commit.submit(9))
  await turn()
  assert.equal(flushes.length, 2)
  flushes[0]?.done()
  await turn()
  await turn()
  assert.deepEqual(flushes[2]?.jobs, [9])
  for (const flush of flushes) flush.done()
  assert.deepEqual(await Promise.all(jobs), [100, 40, 30, 90])
})

test('a job is never split, and past the bound it is refused at once', async () => {
  const { commit, flushes } = heldStore()
  const large = commit.submit(15)
  await turn()
  assert.deepEqual(flushes[0]?.jobs, [15])
  const waiting = [commit.submit(1), commit.submit(3)]
  assert.equal(commit.submit(17), null)
  flushes[0]?.done()
  assert.equal(await large, 150)
  await turn()
  flushes[1]?.done()
  assert.deepEqual(await Promise.all(waiting), [10, 30])
})

test('what goes first passes what waits, half a flush beside a whole one, and finds room where others do not', async () => {
  const { commit, flushes } = heldStore()
  const jobs = [commit.submit(10), commit.submit(10)]
  await turn()
  jobs.push(commit.submit(10), commit.submit(8))
  jobs.push(commit.submit(2, true), commit.submit(3, true), commit.submit(1, true))
  assert.equal(commit.submit(4), null)
  const end = async (flush: number) => {
    flushes[flush]?.done()
    await turn()
    await turn()
  }
  await end(0)
  assert.deepEqual(flushes[2]?.jobs, [2, 3, 10])
  await end(1)
  assert.deepEqual(flushes[3]?.jobs, [1, 8])
  await end(2)
  await end(3)
  assert.deepEqual(await Promise.all(jobs), [100, 100, 100, 80, 20, 30, 10])
  assert.equal(commit.waitingRows, 0)
})

test('a failed flush fails its jobs alone, and closing waits for the rest', async () => {
  const { commit, flushes } = heldStore()
  const failed = commit.submit(10)
  const next = commit.submit(1)
  await turn()
  flushes[0]?.fail()
  await assert.rejects(failed ?? Promise.resolve())
  const closed = commit.close()
  assert.equal(commit.submit(1), null)
  await turn()
  flushes[1]?.done()
  await closed
  assert.equal(await next, 10)
})
