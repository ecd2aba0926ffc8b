'use client'

import { useEffect } from 'react'
import { askSession, useSession } from '../_live/session'
import { Ground } from '../_ui/ground'
import { SignedIn } from '../_ui/signed-in'
import { useWatchdog } from './use-watchdog'
import { WallRoom } from './wall-room'

const ASK_AGAIN_MS = 10_000

/** Nobody stands at a wall to press "try again". */
const useKeepAsking = () => {
  const { phase } = useSession()
  useEffect(() => {
    if (phase !== 'failed') return
    const timer = setInterval(() => void askSession(), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [phase])
}

/** The display on the wall: opens by its address, and from then on needs nobody. */
export const Wall = () => {
  useKeepAsking()
  useWatchdog()
  return (
    <Ground ground="dark">
      <SignedIn room="wall">{(session) => <WallRoom session={session} />}</SignedIn>
    </Ground>
  )
}
