'use client'

import { Ground } from '../_ui/ground'
import { SignedIn } from '../_ui/signed-in'
import { CommandRoom } from './command-room'

export const Command = () => (
  <Ground ground="dark">
    <SignedIn room="command">{(session) => <CommandRoom session={session} />}</SignedIn>
  </Ground>
)
