import { localTime } from '#domain/entries/counted-at'
import { findAlert } from '../../db/stores/alert-store'
import type { DuePush } from '../../db/stores/push-store'
import { showAlert } from '../alerts/show-alert'
import { TOLD_WORDS, type ToldLanguage } from '../alerts/told-words'
import type { Core } from '../core'

/** What a browser's worker shows: where and what, never of whom. */
export interface PushMessage {
  title: string
  body: string
  /** Of the alert: a later message of it takes the place of an earlier one. */
  tag: string
  /** The page that shows it. */
  link: string
  /** It stands until somebody has seen it. */
  stays: boolean
  /** The push service hands it out at once, also to a device that sleeps. */
  urgent: boolean
}

/** Null where nothing is left to be told: the alert is gone, or was closed meanwhile. */
export const pushMessage = async (core: Core, due: DuePush): Promise<PushMessage | null> => {
  const { alertId, act } = due
  // The store holds only what our verbs wrote.
  const words = TOLD_WORDS[due.language as ToldLanguage]
  if (alertId === null) return { ...words.test, tag: 'test', link: '/account', stays: false, urgent: true }
  const row = await findAlert(core.database.sql, alertId)
  if (row === null || row.state === 'resolved') return null
  const { checkpoints } = core
  const { kind, severity, state, points, checkpoint, jurisdiction } = showAlert(row, checkpoints)
  const point = row.checkpointId === null ? undefined : checkpoints.byId(row.checkpointId)
  const holder = jurisdiction === undefined ? undefined : checkpoints.jurisdiction(jurisdiction)
  const place = point?.name ?? holder?.name ?? ''
  const what = points === undefined ? words.kinds[kind] : words.many(points, words.kinds[kind])
  const zone = checkpoints.zone(point?.path ?? holder?.path ?? '/')
  const receiveBy = state === 'open' ? [words.receiveBy(localTime(row.dueAt.getTime(), zone).slice(11, 16))] : []
  const where = new URLSearchParams({ ...(checkpoint === undefined ? {} : { checkpoint }), alert: alertId })
  return {
    title: [what, place].filter((part) => part !== '').join(' · '),
    body: [words.severities[severity], words.acts[act as keyof typeof words.acts], ...receiveBy].join(' · '),
    tag: alertId,
    link: `/command?${where}`,
    stays: severity === 'critical',
    urgent: severity !== 'medium',
  }
}
