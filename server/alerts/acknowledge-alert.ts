import type { AlertRow } from '../../db/stores/alert-store'
import type { Core } from '../core'
import type { Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { changeOneAlert } from './change-alert'

/** 接收: somebody has seen it, and has it from then on, unless it was assigned before. */
export const acknowledgeAlert = (
  core: Core,
  actor: PersonActor,
  { id, note }: { id: string; note: string | null },
): Promise<Outcome<AlertRow>> =>
  changeOneAlert(core, actor, {
    id,
    act: 'acknowledged',
    change: { state: 'acknowledged', ownerIfNone: actor.displayName },
    note,
  })
