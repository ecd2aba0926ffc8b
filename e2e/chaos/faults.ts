import { CLOCK_FAULTS } from './clock-faults'
import type { Fault } from './fault'
import { KILL_FAULTS } from './kill-faults'
import { NETWORK_FAULTS } from './network-faults'
import { REPLAY_FAULT } from './replay-fault'
import { STOP_FAULTS } from './stop-faults'
import { UPGRADE_FAULTS } from './upgrade-faults'

export const FAULTS: Readonly<Record<string, Fault>> = {
  ...KILL_FAULTS,
  ...NETWORK_FAULTS,
  ...STOP_FAULTS,
  ...REPLAY_FAULT,
  ...CLOCK_FAULTS,
  ...UPGRADE_FAULTS,
}

/** In a world that begins with an older release: it serves on beside the new one, and is then replaced as well. */
export const ROLLING_UPGRADE: readonly string[] = [
  'upgrade the first server',
  'lose the answers',
  'kill the database',
  'pass midnight',
  'kill Redis',
  'half-open sockets',
  'cut a server from the database',
  'move everybody from server to server',
  'upgrade the second server',
  'kill a server',
]

/** In the long form these come most: they take a second or two, and a server takes longer to start. */
const QUICK = ['kill a connection of the database', 'kill the database', 'kill Redis']
const QUICK_TIMES = 8

/** The long form is made of what kills. */
export const KILLS: readonly string[] = [
  ...Object.keys(KILL_FAULTS),
  ...Array.from({ length: QUICK_TIMES }, () => QUICK).flat(),
  ...['kill a server', 'kill between commit and reply'],
]
