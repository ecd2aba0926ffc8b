import type { AlertRow } from '../../db/stores/alert-store'
import type { Core } from '../core'
import type { Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { changeOneAlert } from './change-alert'

/** Says who sees to it: an account, a group, a department, in their own words. */
export const assignAlert = (
  core: Core,
  actor: PersonActor,
  { id, to }: { id: string; to: string },
): Promise<Outcome<AlertRow>> => changeOneAlert(core, actor, { id, act: 'assigned', change: { owner: to }, note: to })
