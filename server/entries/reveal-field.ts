import { mayOpen } from '#domain/privacy/who-sees'
import { bucketOf } from '#domain/uuid'
import { findDetail } from '../../db/stores/detail-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { readPersons } from '../persons/read-persons'
import { openParts } from '../persons/seal-entry'

interface RevealInput {
  id: string
  /** A JSON Pointer into the entry, `/people/0/phone`; or the name of the field, of the first person who has it. */
  field: string
  reason: string
  address: string | null
}

interface Revealed {
  field: string
  value: string
}

const FIELD = /^(?:\/people\/(\d{1,2})\/)?(name|phone|idNumber)$/

/** Scope: within the caller's jurisdiction. Opens one value that is shown masked; written down first, with the reason. */
export const revealField = async (core: Core, actor: PersonActor, input: RevealInput): Promise<Outcome<Revealed>> => {
  const { id, reason, address } = input
  const wanted = FIELD.exec(input.field)
  if (wanted === null) {
    const errors = [
      { path: '/field', code: 'value' as const, message: 'must be /people/N/name, …/phone or …/idNumber' },
    ]
    return refuse('invalid', 'Only a name, a telephone number or a document number is opened.', { errors })
  }
  if (!mayOpen(actor.role, 'person')) return refuse('forbidden', 'Your role sees no persons.')
  const [, person, name] = wanted
  const what = { field: input.field }
  const reading = { verb: 'entry.reveal' as const, reason, target: `entry:${id}`, what, address }
  return readPersons<Revealed>(core, actor, reading, async (tx) => {
    const detail = await findDetail(tx, { bucket: bucketOf(id), id })
    if (detail === null) return refuse('not-found', 'There is no such entry within your jurisdiction.')
    const parts = openParts(core.keys, id, detail.sealed) ?? {}
    if (detail.sealed !== null && Object.keys(parts).length === 0) {
      return refuse(
        'conflict',
        'It is sealed under a key that this server does not hold: restart it with the key of now.',
      )
    }
    const field = Object.keys(parts).find((pointer) =>
      person === undefined ? pointer.startsWith('/people/') && pointer.endsWith(`/${name}`) : pointer === input.field,
    )
    const value = field === undefined ? undefined : parts[field]
    if (field === undefined || value === undefined) {
      return refuse('gone', 'The entry has no such value, or retention took it.')
    }
    return done({ field, value })
  })
}
