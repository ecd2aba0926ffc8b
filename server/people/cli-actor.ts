import type { PersonActor } from './actor'

/** Whoever may use the operator's tool may do everything; audit calls him `cli`. */
export const CLI_ACTOR: PersonActor = {
  kind: 'person',
  name: 'cli',
  userId: null,
  displayName: 'cli',
  role: 'admin',
  scope: '/',
  jurisdiction: { code: '', name: '' },
  sessionHash: null,
}
