import type { Database } from '../db/client'
import type { Bus } from './bus'
import type { CheckpointDirectory } from './checkpoints/checkpoint-directory'
import type { Clock } from './clock'
import type { DeviceDirectory } from './devices/device-directory'
import type { Env } from './env'
import type { Log } from './log'
import type { Sessions } from './people/sessions'
import type { PolicyDirectory } from './policy/policy-directory'

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
  /** Keys digests and what pairing codes give. */
  secret: Buffer
}
