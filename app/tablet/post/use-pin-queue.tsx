'use client'

import { type ReactNode, useState } from 'react'
import type { CrewMember } from '#domain/checkpoints/item'
import { PinPad } from './pin-pad'
import type { Pins } from './use-pins'

interface PinQueue {
  /** `then` for each of them as soon as it is known who that is: at once, or after their PIN. */
  identify: (members: readonly CrewMember[], then: (member: CrewMember) => void) => void
  /** Where the next PIN is typed; null: nobody is asked. */
  pad: ReactNode
}

/** Asks those who owe a PIN, one after the other. */
export function usePinQueue(pins: Pins): PinQueue {
  const [asked, setAsked] = useState<{ members: readonly CrewMember[]; then: (member: CrewMember) => void } | null>(
    null,
  )
  const [first, ...others] = asked?.members ?? []
  const next = () => setAsked(asked && { ...asked, members: others })
  return {
    identify(members, then) {
      for (const member of members) if (!pins.owes(member)) then(member)
      setAsked({ members: members.filter(pins.owes), then })
    },
    pad:
      first === undefined ? null : (
        <PinPad
          key={first.staff ?? first.name}
          name={first.name}
          fits={(digits) => pins.fits(first, digits)}
          onKnown={() => {
            pins.know(first)
            asked?.then(first)
            next()
          }}
          onSkip={next}
        />
      ),
  }
}
