import type { AlertRow } from '../../db/stores/alert-store'
import type { Core } from '../core'
import type { Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { changeOneAlert } from './change-alert'

/** 办结: closes it with its result. */
export const resolveAlert = (
  core: Core,
  actor: PersonActor,
  { id, reason }: { id: string; reason: string },
): Promise<Outcome<AlertRow>> =>
  changeOneAlert(core, actor, { id, act: 'resolved', change: { state: 'resolved', reason }, note: reason })
