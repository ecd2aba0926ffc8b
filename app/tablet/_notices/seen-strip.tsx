'use client'

import type { Entry } from '#domain/entries/entry'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import { useFormat } from '../../_text/use-format'
import { NO_DETAILS, personDetailsOf } from '../_entry/details'
import { formStep } from '../_entry/entry-form'
import type { EntryForm, FormAct, SeenVehicle } from '../_entry/form-shape'
import { colourOf, likelyColour } from '../_entry/plate-colour'
import { isComplete, typedPlate } from '../_entry/plate-draft'
import keyStyles from '../_keys/keys.module.css'
import type { Room } from '../_room/room-shape'
import { mayPassAgain } from '../_room/seen-plates'
import { TabletIcon } from '../icons'
import { readingsOfEntry } from '../passage-words'
import styles from './notice-bar.module.css'

const SHOWN_READINGS = 2

/** Names are brought only where they are asked for. */
function seenVehicle(
  form: EntryForm,
  entry: Entry,
  kind: SeenVehicle['kind'],
  colour: SeenVehicle['colour'],
): SeenVehicle {
  const [driver] = entry.people
  const { name, phone, idKind, idNumber } = driver ? personDetailsOf(driver) : NO_DETAILS
  return {
    kind,
    colour,
    origin: entry.origin ?? '',
    destination: form.rules.level === 'brief' ? '' : (entry.destination ?? ''),
    driver: form.rules.level === 'brief' || name === '' ? null : { name, phone, idKind, idNumber },
  }
}

/** What is known of the plate that was typed. */
interface Seen {
  entry: Entry
  /** What one tap takes over; null: the form has it all. */
  known: SeenVehicle | null
  /** It may pass without being measured anew. */
  again: boolean
  colour: SeenVehicle['colour']
}

/** The plate was here before; null: it was not, or there is nothing to be made of it. `dateOf`: an instant's local date. */
export function seenBefore(room: Room, form: EntryForm, dateOf: (instant: string) => string): Seen | null {
  if (form.task.kind !== 'new' || form.onFoot || !isComplete(form.plate)) return null
  const { plate } = typedPlate(form.plate)
  const seen = plate === null ? null : room.seen(plate)
  const vehicle = seen?.entry.vehicle
  if (!seen || !vehicle || seen.entry.id === form.id) return null
  const { entry } = seen
  const again = form.paper === null && mayPassAgain(seen, form.rules.thresholds, form.today, dateOf)
  const colour = colourOf(vehicle.plateType)
  // A colour that the plate tells by itself is nothing to take over.
  const told = likelyColour({ plate: vehicle.plate ?? '', form: vehicle.plateForm ?? 'civil', kind: vehicle.kind })
  const known = seenVehicle(form, entry, vehicle.kind, colour === told ? null : colour)
  const taken = formStep(form, { type: 'seen', seen: known }, 0)
  const nothingNew = JSON.stringify({ ...taken, openedAt: null }) === JSON.stringify({ ...form, openedAt: null })
  return nothingNew && !again ? null : { entry, known: nothingNew ? null : known, again, colour }
}

interface SeenStripProps {
  seen: Seen
  act: (act: FormAct) => void
  onAgain: (before: Entry) => void
}

/** What it was then, one tap to take that over, one to let it pass again. */
export const SeenStrip = ({ seen: { entry, known, again, colour }, act, onAgain }: SeenStripProps) => {
  const words = useText(tablet)
  const format = useFormat()
  const readings = readingsOfEntry(entry, words).slice(0, SHOWN_READINGS).join(' ')
  const when = format.dayAndTime(entry.occurredAt, new Date())
  return (
    <p className={styles.bar} data-role="seen">
      <TabletIcon name="clock" size={26} />
      <span>
        {again
          ? words.seen.today(when, readings, words.peopleCount(entry.headcount))
          : words.seen.before(
              when,
              words.kind[entry.vehicle?.kind ?? 'car'],
              colour === null ? '' : words.colour[colour],
            )}
      </span>
      {known === null ? null : (
        <button type="button" className={keyStyles.plain} onClick={() => act({ type: 'seen', seen: known })}>
          {words.seen.take}
        </button>
      )}
      {again ? (
        <button type="button" className={keyStyles.plain} onClick={() => onAgain(entry)}>
          {words.seen.again}
        </button>
      ) : null}
    </p>
  )
}
