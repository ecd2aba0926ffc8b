import type { AlertRow } from '../../db/stores/alert-store'
import type { Core } from '../core'
import type { Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { changeOneAlert } from './change-alert'

/** 备注: what was found or done, in the alert's history; also when it was closed already. */
export const noteAlert = (
  core: Core,
  actor: PersonActor,
  { id, note }: { id: string; note: string },
): Promise<Outcome<AlertRow>> => changeOneAlert(core, actor, { id, act: 'noted', change: {}, note })
