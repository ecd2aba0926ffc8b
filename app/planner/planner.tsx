'use client'

import { Ground } from '../_ui/ground'
import { SignedIn } from '../_ui/signed-in'
import { PlannerRoom } from './planner-room'

export const Planner = () => (
  <Ground ground="paper">
    <SignedIn room="planner">{(session) => <PlannerRoom session={session} />}</SignedIn>
  </Ground>
)
