import type { Session } from '../../_live/session'

/** Whoever fills in reports. */
export const mayFill = ({ user }: Session): boolean => ['admin', 'command', 'reporter'].includes(user.role)

/** Whoever reviews and signs them, and tells checkpoints what to do. */
export const mayDecide = ({ user }: Session): boolean => ['admin', 'command'].includes(user.role)
