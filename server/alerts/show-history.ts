import { sightOf } from '#domain/privacy/who-sees'
import {
  type AlertEventRow,
  type ClosedAlertRow,
  type ClosedFilter,
  countClosedAlerts,
  findAlertEnd,
  findAlertEvents,
  findClosedAlerts,
  WRITTEN_ACTS,
} from '../../db/stores/alert-history-store'
import { type AlertRow, findAlert } from '../../db/stores/alert-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { readNotes } from '../persons/read-notes'

const PAGE = 100

interface AlertStory {
  alert: AlertRow
  history: AlertEventRow[]
  end: { resolvedAt: Date; result: string | null; reason: string | null } | null
}

/** One alert, open or closed, with all that happened to it. */
export const readAlert = (core: Core, actor: PersonActor, id: string): Promise<Outcome<AlertStory>> =>
  readNotes<Outcome<AlertStory>>(
    core,
    actor,
    { verb: 'alert.read', target: `alert:${id}` },
    async (tx) => {
      const alert = await findAlert(tx, id)
      if (alert === null) return refuse('not-found', 'There is no such alert within your jurisdiction.')
      const history = await findAlertEvents(tx, id)
      const end = await findAlertEnd(tx, id)
      if (seesNotes(actor)) return done({ alert, history, end })
      const bare = history.map((event) => (isWritten(event) ? { ...event, note: null } : event))
      return done({ alert, history: bare, end: end === null ? null : { ...end, reason: null } })
    },
    (story) => story.ok && story.value.history.some((event) => isWritten(event) && event.note !== null),
  )

const isWritten = ({ act }: AlertEventRow): boolean => WRITTEN_ACTS.includes(act)

/** What was written of an alert says who had the fever: it is seen by who sees notes of passages. */
const seesNotes = ({ role }: PersonActor): boolean => sightOf(role, 'notes') !== 'none'

/** Alerts that were closed, the latest first; the first page says how many there are. */
export const listClosedAlerts = async (
  core: Core,
  actor: PersonActor,
  { cursor, ...filter }: ClosedFilter & { cursor: string | null },
): Promise<Outcome<{ alerts: ClosedAlertRow[]; cursor: string | null; total: number | null }>> => {
  const before = cursor === null ? null : readCursor(cursor)
  if (cursor !== null && before === null) return refuse('invalid', 'The cursor is none that this list gave.')
  const { rows, total } = await readNotes(
    core,
    actor,
    { verb: 'alert.list' },
    async (tx) => {
      const found = await findClosedAlerts(tx, { filter, before, limit: PAGE + 1 })
      const total = before === null ? await countClosedAlerts(tx, filter) : null
      return { rows: seesNotes(actor) ? found : found.map((row) => ({ ...row, reason: null })), total }
    },
    ({ rows }) => rows.some(({ reason }) => reason !== null),
  )
  const alerts = rows.slice(0, PAGE)
  const last = alerts.at(-1)
  const more = rows.length > PAGE && last !== undefined
  return done({ alerts, total, cursor: more ? `${last.resolvedAt.getTime()}_${last.id}` : null })
}

const readCursor = (cursor: string): { at: Date; id: string } | null => {
  const [, ms, id] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(cursor) ?? []
  return ms === undefined || id === undefined ? null : { at: new Date(Number(ms)), id }
}
