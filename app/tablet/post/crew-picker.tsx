'use client'

import { useState } from 'react'
import type { CrewMember } from '#domain/checkpoints/item'
import type { Roster } from '#protocol/roster'
import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import detailStyles from '../_details/details-sheet.module.css'
import keyStyles from '../_keys/keys.module.css'
import { Question } from '../chips'
import fieldStyles from '../field.module.css'
import styles from './post.module.css'
import { usePinQueue } from './use-pin-queue'
import type { Pins } from './use-pins'

const LONGEST_NAME = 60

interface CrewPickerProps {
  label: string
  roster: Roster | null
  crew: readonly CrewMember[]
  pins: Pins
  onChange: (change: (crew: CrewMember[]) => CrewMember[]) => void
}

const isSame = (a: CrewMember, b: CrewMember): boolean => (a.staff ? a.staff === b.staff : a.name === b.name)

/** Who is on duty: a crew of the roster with one tap, its people by name, and whoever stands in for them by writing. */
export const CrewPicker = ({ label, roster, crew, pins, onChange }: CrewPickerProps) => {
  const words = useText(tabletPost)
  const [typed, setTyped] = useState('')
  const queue = usePinQueue(pins)
  const staff = (roster?.staff ?? []).map(({ id, name, agency }): CrewMember => ({ name, agency, staff: id }))
  const others = crew.filter((member) => !staff.some((one) => isSame(one, member)))
  const isChosen = (member: CrewMember) => crew.some((one) => isSame(one, member))
  const choose = (member: CrewMember) =>
    onChange((now) => (now.some((one) => isSame(one, member)) ? now : [...now, member]))
  const toggle = (member: CrewMember) => {
    if (isChosen(member)) onChange((now) => now.filter((one) => !isSame(one, member)))
    else queue.identify([member], choose)
  }
  const add = () => {
    const name = typed.trim()
    setTyped('')
    if (name !== '') choose({ name })
  }
  const key = (member: CrewMember) => (
    <button
      key={member.staff ?? member.name}
      type="button"
      className={`${keyStyles.plain} ${isChosen(member) ? keyStyles.chosen : ''}`}
      aria-pressed={isChosen(member)}
      onClick={() => toggle(member)}
    >
      {member.name}
    </button>
  )
  return (
    <Question label={label}>
      {(roster?.crews.length ?? 0) > 0 ? (
        <div className={detailStyles.chips}>
          {roster?.crews.map(({ id, name, members }) => (
            <button
              key={id}
              type="button"
              className={`${keyStyles.plain} ${keyStyles.soft}`}
              onClick={() => {
                const theirs = staff.filter((one) => members.some((member) => member.staff === one.staff))
                onChange((now) => now.filter((one) => theirs.some((their) => isSame(their, one))))
                queue.identify(
                  theirs.filter((one) => !isChosen(one)),
                  choose,
                )
              }}
            >
              {name}
            </button>
          ))}
        </div>
      ) : null}
      <div className={detailStyles.chips}>
        {staff.map(key)}
        {others.map(key)}
      </div>
      {queue.pad}
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <input
          className={fieldStyles.field}
          value={typed}
          maxLength={LONGEST_NAME}
          placeholder={words.names}
          aria-label={`${label}：${words.name}`}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" className={keyStyles.plain}>
          {words.addName}
        </button>
      </form>
    </Question>
  )
}

interface SignerProps {
  label: string
  crew: readonly CrewMember[]
  signer: string | null
  pins: Pins
  onSign: (name: string) => void
}

/** Whoever signs presses their own name, and says by their PIN that they are it. */
export const Signer = ({ label, crew, signer, pins, onSign }: SignerProps) => {
  const words = useText(tabletPost)
  const queue = usePinQueue(pins)
  return (
    <Question label={label}>
      {crew.length === 0 ? <p className={styles.quiet}>{words.crewFirst}</p> : null}
      <div className={detailStyles.chips}>
        {crew.map((member) => (
          <button
            key={member.staff ?? member.name}
            type="button"
            className={`${keyStyles.plain} ${signer === member.name ? keyStyles.chosen : ''}`}
            aria-pressed={signer === member.name}
            onClick={() => queue.identify([member], ({ name }) => onSign(name))}
          >
            {member.name}
          </button>
        ))}
      </div>
      {queue.pad}
    </Question>
  )
}
