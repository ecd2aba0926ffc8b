import type { SubjectKind } from '#domain/policy/watch-subject'
import type { WatchList } from '#protocol/policy'
import type { Core } from '../core'
import type { Device } from '../devices/device-directory'
import { done, type Outcome, refuse } from '../outcome'
import { digestParameters } from '../slow-digest'
import { readWatchListRow } from './watch-list-row'

interface SubjectRow {
  id: number
  kind: SubjectKind
  digest: Buffer
  rule: string
  order: string | null
  expires: Date
}

/** A version of the watch list, for a tablet that stands at a checkpoint. */
export const readWatchList = async (core: Core, device: Device, version: string): Promise<Outcome<WatchList>> => {
  if (device.state !== 'active' || device.pairingId === null) {
    return refuse('forbidden', 'The watch list is for tablets that stand at a checkpoint.')
  }
  const list = await readWatchListRow(core.database.sql)
  const number = /^\d{1,9}$/.test(version) ? Number(version) : null
  if (list === null || number === null || number > list.version) {
    return refuse('not-found', 'There is no such version: the policy says which one is in force.')
  }
  const rows = await core.database.sql<SubjectRow[]>`
    select id, kind, digest, rule, order_text as "order", expires_at as expires from watch_subjects
    where since <= ${number} and (until is null or until > ${number}) and expires_at > ${new Date(core.clock.now())}
    order by id`
  return done({
    version,
    digest: digestParameters(list),
    subjects: rows.map(({ digest, expires, ...row }) => ({
      ...row,
      digest: digest.toString('base64url'),
      expires: expires.toISOString(),
    })),
  })
}
