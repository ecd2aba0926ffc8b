import { systemClock } from '../clock'
import { type Core, createCore } from '../core'
import { ensureInstance } from '../instance/ensure-instance'
import { createLog } from '../log'
import type { Outcome } from '../outcome'
import type { CliIo } from './command'
import { withDatabase } from './with-database'

/** Runs the verbs of the server on its database; what they change is told to a running server at once. */
export const withCore = <T>(io: CliIo, use: (core: Core) => Promise<T>): Promise<T> =>
  withDatabase(io, async (database) => {
    const core = createCore({ database, env: database.env, clock: systemClock, log: createLog('kakou tool') })
    await ensureInstance(core)
    await core.checkpoints.load()
    await core.policy.load()
    return use(core)
  })

/** Prints what a verb came to: its value by `show`, or why not. The answer is the exit code. */
export const report = <T>(io: CliIo, outcome: Outcome<T>, show: (value: T) => void): number => {
  if (outcome.ok) {
    show(outcome.value)
    return 0
  }
  io.err(`kakou: ${outcome.refusal.detail}`)
  for (const { path, message } of outcome.refusal.errors ?? []) io.err(`  ${path} ${message}`)
  return 1
}
