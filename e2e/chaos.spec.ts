/** The short form of `npm run chaos`: one world, a few faults. */

import { expect, test } from 'playwright/test'
import { FAULTS } from './chaos/faults'
import { runChaos } from './chaos/run'
import { missingServices } from './support/services'

const MISSING = missingServices()
const SHORT = [
  'kill a server',
  'lose the answers',
  'kill database and servers',
  'kill between commit and reply',
  'stop Redis',
  'pass the end of a month',
  'set the servers back over midnight',
]
/** Ten seconds are promised; this machine may have other things to do. */
const PATIENCE_MS = 120_000

test('whatever fails, nothing acknowledged is lost, nothing is stored or counted twice, and all of it recovers', async () => {
  if (MISSING !== null) {
    if (process.env.CI) throw new Error(MISSING)
    process.stdout.write(`    nothing was broken on purpose: ${MISSING}\n`)
    return
  }
  test.setTimeout(600_000)
  expect(Object.keys(FAULTS)).toEqual(expect.arrayContaining(SHORT))
  const say = (line: string) => void process.stdout.write(`    ${line}\n`)
  const { findings, entries, kills } = await runChaos({
    seed: 2026,
    faults: SHORT,
    patienceMs: PATIENCE_MS,
    say,
  })
  expect(findings).toEqual([])
  expect(entries).toBeGreaterThan(50)
  expect(kills).toBeGreaterThan(3)
})
