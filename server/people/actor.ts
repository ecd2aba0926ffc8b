import type { Role } from '../../db/schema/people'
import type { Device } from '../devices/device-directory'

/** A person, or a program with a person's role; sees its jurisdiction and below. */
export interface PersonActor {
  kind: 'person'
  /** Name in audit: `user:…` or `key:…`. */
  name: string
  userId: string | null
  displayName: string
  role: Role
  /** Path of its jurisdiction: all that it sees starts with it. */
  scope: string
  jurisdiction: { code: string; name: string }
  /** The session's cookie, hashed; null for a key. */
  sessionHash: Buffer | null
  /** When he last showed his password, at the sign-in or again since; not there for programs, which have none. */
  passwordAtMs?: number
  /** Signed in as a wall display: only what a wall shows. */
  wall?: true
  /** What must be done before anything else: a password of one's own, or an app for codes. Not there: nothing. */
  owes?: 'password' | 'code' | null
  /** From where this call came; not there for what the server does by itself. */
  address?: string | null
}

/** A gate, a camera, an imager: posts entries at the checkpoints of its jurisdiction. */
export interface GateActor {
  kind: 'gate'
  keyId: string
  scope: string
}

export interface DeviceActor {
  kind: 'device'
  device: Device
}

export type Actor = PersonActor | GateActor | DeviceActor

/** How audit names whoever did it. */
export const actorName = (actor: Actor): string =>
  actor.kind === 'person' ? actor.name : actor.kind === 'gate' ? `key:${actor.keyId}` : `device:${actor.device.id}`
