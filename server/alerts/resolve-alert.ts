import type { AlertResult } from '#domain/alerts/alert-kinds'
import type { AlertRow } from '../../db/stores/alert-store'
import type { Core } from '../core'
import type { Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { changeOneAlert } from './change-alert'

/** 办结: closes it with its result and what is said of it. */
export const resolveAlert = (
  core: Core,
  actor: PersonActor,
  { id, reason, result }: { id: string; reason: string; result: AlertResult },
): Promise<Outcome<AlertRow>> =>
  changeOneAlert(core, actor, { id, act: 'resolved', change: { state: 'resolved', result, reason }, note: reason })
