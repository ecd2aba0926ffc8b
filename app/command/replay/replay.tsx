'use client'

import { SignedIn } from '../../_ui/signed-in'
import { ReplayRoom } from './replay-room'

/** A day gone through again. On paper, so that it never passes for live. */
export const Replay = () => (
  <SignedIn room="command" page="replay">
    {(session) => <ReplayRoom session={session} />}
  </SignedIn>
)
