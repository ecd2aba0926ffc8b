import type { Actor, PersonActor } from '../people/actor'

/** The caller of a route for people: the router lets nobody else through to one. */
export const asPerson = (actor: Actor): PersonActor => {
  if (actor.kind !== 'person') throw new Error('a route for people was called by another')
  return actor
}
