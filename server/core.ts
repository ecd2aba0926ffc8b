import type { Database } from '../db/client'
import { Bus } from './bus'
import { CheckpointDirectory } from './checkpoints/checkpoint-directory'
import type { Clock } from './clock'
import { DeviceDirectory } from './devices/device-directory'
import { Glances } from './entries/glances'
import type { Env } from './env'
import type { Log } from './log'
import { Attempts } from './people/sessions/attempts'
import { Sessions } from './people/sessions/sessions'
import { KeyRing } from './persons/key-ring'
import { ReadingLimits } from './persons/reading-limits'
import { PolicyDirectory } from './policy/policy-directory'

/** What verbs work on. One a process, made by the composition root; tests make their own. */
export interface Core {
  database: Database
  env: Env
  clock: Clock
  log: Log
  bus: Bus
  checkpoints: CheckpointDirectory
  policy: PolicyDirectory
  devices: DeviceDirectory
  sessions: Sessions
  attempts: Attempts
  /** Keys of what is personal. */
  keys: KeyRing
  /** How much is read of persons. */
  readings: ReadingLimits
  /** Lists of passages that are looked at again and again. */
  glances: Glances
  /** Keys digests and what pairing codes give. */
  secret: Buffer
}

/** A core whose directories are still empty, and whose secret and keys `ensureInstance` reads. */
export const createCore = (parts: { database: Database; env: Env; clock: Clock; log: Log }): Core => {
  const { database, clock, log } = parts
  const { sql } = database
  const core: Core = {
    ...parts,
    bus: new Bus(sql, log),
    checkpoints: new CheckpointDirectory(sql),
    policy: new PolicyDirectory(sql),
    devices: new DeviceDirectory(sql, clock),
    sessions: new Sessions(sql, clock),
    attempts: new Attempts(sql, () => core.secret),
    keys: new KeyRing(),
    readings: new ReadingLimits(),
    glances: new Glances(),
    secret: Buffer.alloc(0),
  }
  return core
}
