/** The rooms that exist, in the order of the navigation, and who may enter. */
import type { Role } from '../_live/session'

export type RoomName = 'command' | 'wall' | 'planner' | 'reports' | 'admin'

interface Room {
  name: RoomName
  path: `/${string}`
  roles: readonly Role[]
}

export const ROOMS: readonly Room[] = [
  { name: 'command', path: '/command', roles: ['admin', 'command', 'health', 'planner', 'supervisor'] },
  { name: 'wall', path: '/wall', roles: ['admin', 'command'] },
  { name: 'planner', path: '/planner', roles: ['admin', 'command', 'planner'] },
  { name: 'reports', path: '/command/reports', roles: ['admin', 'command', 'health', 'supervisor', 'reporter'] },
  { name: 'admin', path: '/admin', roles: ['admin'] },
]

/** What of the command room not all of it may see: as the calls that it is made of, so that nobody is led to a refusal. */
const PAGES = {
  records: ['admin', 'command', 'supervisor'],
  instructions: ['admin', 'command', 'supervisor'],
  replay: ['admin', 'command', 'planner', 'supervisor'],
  search: ['admin', 'command', 'health'],
  entries: ['admin', 'command', 'health'],
} as const satisfies Record<string, readonly Role[]>
export type PageName = keyof typeof PAGES

export const mayOpenPage = (page: PageName, role: Role): boolean => (PAGES[page] as readonly Role[]).includes(role)

export const roomsOf = (role: Role): readonly Room[] => ROOMS.filter((room) => room.roles.includes(role))
