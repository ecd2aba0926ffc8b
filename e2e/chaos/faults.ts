import type { Fault } from './fault'
import { KILL_FAULTS } from './kill-faults'
import { NETWORK_FAULTS } from './network-faults'
import { STOP_FAULTS } from './stop-faults'

export const FAULTS: Readonly<Record<string, Fault>> = { ...KILL_FAULTS, ...NETWORK_FAULTS, ...STOP_FAULTS }

/** The long form is made of what kills, most of what takes a second or two: a server takes that long to start. */
export const KILLS: readonly string[] = [
  ...Object.keys(KILL_FAULTS),
  ...['kill a connection of the database', 'kill the database', 'kill Redis'].flatMap((name) => [name, name]),
  ...['kill a server', 'kill between commit and reply'],
]
