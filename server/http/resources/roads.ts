import { rm } from 'node:fs/promises'
import * as z from 'zod'
import { isDatum } from '#domain/coverage/datum'
import { inScope } from '../../../db/access/in-scope'
import { listNetworks, waysOfNetworks } from '../../../db/stores/network-store'
import type { Core } from '../../core'
import { done, refuse } from '../../outcome'
import type { PlanService } from '../../planning/plan-service'
import type { ImportJob, ImportUpload } from '../../roads/import-job'
import { asPerson } from '../as-person'
import type { SpooledForm } from '../multipart'
import { type Route, route } from '../route'

/** A road file of a province, with its boundary and places. */
const MAX_UPLOAD_BYTES = 1024 * 1024 * 1024

const access = { roles: ['admin'] } as const

const File = z.file()
const Upload = z.object({
  roads: File,
  /** Without it: the boundary among the roads, by `relation` (id or name) where there are several, else the one known. */
  boundary: File.optional(),
  relation: z.string().optional(),
  places: File.optional(),
  datum: z.enum(['wgs84', 'gcj02', 'bd09']).optional(),
})

const RoadVersion = z.object({
  way: z.number(),
  name: z.string().nullable(),
  ref: z.string().nullable(),
  class: z.string(),
  metres: z.number(),
  path: z.array(z.tuple([z.number(), z.number()])),
})
const Count = z.object({ added: z.int(), gone: z.int(), changed: z.int() })
/** The lists hold the longest thousand of each; `counts` are of all. */
const Changes = z.object({
  from: z.string(),
  to: z.string(),
  same: z.int(),
  counts: Count,
  metres: Count.omit({ changed: true }),
  added: z.array(RoadVersion),
  gone: z.array(RoadVersion),
  changed: z.array(RoadVersion.extend({ line: z.boolean(), tags: z.array(z.string()) })),
})
const Network = z.object({ id: z.string(), name: z.string(), active: z.boolean(), importedAt: z.iso.datetime() })

const readers = { roles: ['admin', 'command', 'planner'] } as const

export const roadRoutes = (core: Core, plans: PlanService, job: ImportJob): Route[] => [
  route({
    method: 'GET',
    path: '/networks',
    summary: 'The road networks that were imported, the newest first',
    access: readers,
    answers: [{ status: 200, schema: z.object({ networks: z.array(Network) }), description: 'One is in use' }],
    handle: async ({ actor }) => {
      const networks = await inScope(core.database, asPerson(actor), listNetworks)
      return done({ json: { networks: networks.map((one) => ({ ...one, importedAt: one.importedAt.toISOString() })) } })
    },
  }),
  route({
    method: 'GET',
    path: '/networks/changes',
    summary: 'Roads that are new, gone or changed between two networks; without names the last two',
    access: readers,
    query: z.object({ from: z.uuid().optional(), to: z.uuid().optional() }),
    answers: [{ status: 200, schema: Changes, description: 'The longest first' }],
    handle: async ({ actor, query }) => {
      const found = await inScope(core.database, asPerson(actor), async (tx) => {
        const networks = await listNetworks(tx)
        const to = query.to ?? networks.find(({ active }) => active)?.id
        const from = query.from ?? networks.find(({ id }) => id !== to)?.id
        if (from === undefined || to === undefined) return null
        const ways = await waysOfNetworks(tx, [from, to])
        const [before, after] = [ways.get(from), ways.get(to)]
        return before && after ? { from, to, before, after } : null
      })
      if (found === null) return refuse('not-found', 'There are no two such networks to compare.')
      const { from, to, before, after } = found
      return done({ json: { from, to, ...(await plans.changes(before, after)) } })
    },
  }),
  route({
    method: 'POST',
    path: '/roads',
    summary: 'Imports a road network: a form with the file roads and, where known, boundary, places, relation, datum',
    access,
    formBytes: MAX_UPLOAD_BYTES,
    body: z.custom<SpooledForm>(),
    documentedBody: Upload,
    handle: async ({ actor, body }) => {
      const upload = uploadOf(body)
      if (typeof upload === 'string') {
        await rm(body.folder, { recursive: true, force: true })
        return refuse('invalid', upload)
      }
      const begun = await job.begin(asPerson(actor), upload)
      return begun.ok ? done({ status: 202, json: job.state }) : begun
    },
  }),
  route({
    method: 'GET',
    path: '/roads/import',
    summary: 'How the import stands: how far, how long still, what it found',
    access,
    handle: async () => done({ json: job.state }),
  }),
  route({
    method: 'POST',
    path: '/roads/import/boundary',
    summary: 'Picks one of the boundaries that the road file holds',
    access,
    body: z.object({ relation: z.int() }),
    answers: [
      { status: 202, description: 'It goes on' },
      { status: 409, description: 'No import waits for a boundary' },
    ],
    handle: async ({ actor, body }) => {
      const chosen = await job.choose(asPerson(actor), body.relation)
      return chosen.ok ? done({ status: 202, json: job.state }) : chosen
    },
  }),
  route({
    method: 'DELETE',
    path: '/roads/import',
    summary: 'Cancels the import that runs; the old network stays',
    access,
    handle: async ({ actor }) => {
      const cancelled = await job.cancel(asPerson(actor))
      return cancelled.ok ? done({ json: job.state }) : cancelled
    },
  }),
]

/** The upload of a form; what is wrong with it otherwise. */
const uploadOf = ({ folder, files, fields }: SpooledForm): ImportUpload | string => {
  const file = (key: string) => {
    const found = files.get(key)
    return found !== undefined && found.bytes > 0 ? found : null
  }
  const roads = file('roads')
  if (roads === null) return 'The form must hold the file roads.'
  const datum = fields.get('datum') || 'wgs84'
  if (!isDatum(datum)) return 'datum is wgs84, gcj02 or bd09.'
  return {
    name: roads.name,
    folder,
    roads: roads.path,
    boundary: file('boundary')?.path ?? null,
    relation: fields.get('relation') || null,
    places: file('places')?.path ?? null,
    datum,
  }
}
