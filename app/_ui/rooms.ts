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

export const roomsOf = (role: Role): readonly Room[] => ROOMS.filter((room) => room.roles.includes(role))
