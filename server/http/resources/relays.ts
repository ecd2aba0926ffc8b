import * as z from 'zod'
import { RelayFile } from '#protocol/relay'
import { EntriesAnswer } from '#protocol/results'
import type { Core } from '../../core'
import type { Ingest } from '../../entries/ingest'
import type { ItemDesk } from '../../items/item-desk'
import { done, refuse } from '../../outcome'
import { importRelay } from '../../relays/import-relay'
import { BUT_REPORTERS, type Route, route } from '../route'

/** Some 20,000 entries. */
const MAX_FILE_BYTES = 16 * 1_048_576

const Query = z.object({ allowLost: z.enum(['true', 'false']).optional() })

export const relayRoutes = (core: Core, desks: { ingest: Ingest; items: ItemDesk }): Route[] => [
  route({
    method: 'POST',
    path: '/relays',
    summary: 'Takes in a rescued outbox, sealed by its tablet; twice does no harm',
    access: { roles: BUT_REPORTERS, devices: true },
    rawBodyBytes: MAX_FILE_BYTES,
    body: z.instanceof(Uint8Array),
    documentedBody: RelayFile,
    query: Query,
    answers: [
      { status: 200, schema: EntriesAnswer, description: 'A verdict for each entry and item, part by part' },
      { status: 403, description: 'The device was reported lost, and no administrator allowed it' },
      { status: 410, description: 'It was sealed to a key that is gone' },
      { status: 503, description: 'Busy: send it again after Retry-After' },
    ],
    handle: async ({ actor, body, query }) => {
      const file = RelayFile.safeParse(readJson(body))
      if (!file.success) {
        const errors = [{ path: '', code: 'value' as const, message: 'is no rescued outbox of a Kakou tablet' }]
        return refuse('invalid', 'The file is no rescued outbox, or half of one.', { errors })
      }
      const imported = await importRelay(core, desks, actor, { file: file.data, allowLost: query.allowLost === 'true' })
      return imported.ok ? done({ json: imported.value }) : imported
    },
  }),
]

/** Undefined where it is no JSON. */
const readJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
