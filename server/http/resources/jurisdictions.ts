import * as z from 'zod'
import type { Core } from '../../core'
import { changeJurisdiction, removeJurisdiction } from '../../jurisdictions/change-jurisdiction'
import { createJurisdiction, LEVELS } from '../../jurisdictions/create-jurisdiction'
import { CODES_OF, listJurisdictions } from '../../jurisdictions/list-jurisdictions'
import { moveJurisdiction } from '../../jurisdictions/move-jurisdiction'
import { putBoundary, readBoundaryOf } from '../../jurisdictions/put-boundary'
import { done } from '../../outcome'
import { asPerson } from '../as-person'
import { type Access, EVERYBODY, type Route, route, WEIGHTY } from '../route'

const Code = z.string().regex(/^[0-9A-Za-z-]{1,20}$/, 'must have 1 to 20 letters, digits and hyphens')
const Name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}*$/u, 'must be one line without control characters')
const Level = z.enum(LEVELS)
/** 0: as the jurisdiction above says. */
const Hours = z.int().min(0).max(720)

const Listed = z.object({
  code: z.string(),
  name: z.string(),
  level: Level,
  parent: z.string().nullable(),
  boundary: z.object({ source: z.string(), updatedAt: z.iso.datetime() }).nullable(),
  checkpoints: z.int(),
  accounts: z.int(),
  staff: z.int(),
  codes: z.enum(CODES_OF),
  givenHours: z.int().nullable(),
})
const Answer = z.object({ code: z.string(), name: z.string() })

const access = { roles: ['admin'] } satisfies Access

export const jurisdictionRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/jurisdictions',
    summary: 'The tree of jurisdictions from the caller’s own down, each after the one above it',
    access: { roles: EVERYBODY },
    answers: [{ status: 200, schema: z.object({ jurisdictions: z.array(Listed) }), description: 'The tree' }],
    handle: async ({ actor }) => done({ json: { jurisdictions: await listJurisdictions(core, asPerson(actor)) } }),
  }),
  route({
    method: 'POST',
    path: '/jurisdictions',
    summary: 'Puts a jurisdiction below another',
    access,
    body: z.object({ code: Code, name: Name, level: Level, parent: z.string().max(40) }),
    answers: [
      { status: 201, schema: Answer, description: 'Made' },
      { status: 409, description: 'The code is taken' },
    ],
    handle: async ({ actor, body }) => {
      const made = await createJurisdiction(core, asPerson(actor), body)
      return made.ok ? done({ status: 201, json: made.value }) : made
    },
  }),
  route({
    method: 'PATCH',
    path: '/jurisdictions/:code',
    summary: 'Gives a jurisdiction another name, or says how its accounts sign in',
    access: WEIGHTY,
    body: z.object({ name: Name.nullish(), codes: z.enum(CODES_OF).nullish(), givenHours: Hours.nullish() }),
    answers: [{ status: 200, schema: Answer, description: 'Changed' }],
    handle: async ({ actor, params, body }) => {
      const { name = null, codes = null, givenHours = null } = body
      const change = { code: params.code ?? '', name, codes, givenHours }
      const changed = await changeJurisdiction(core, asPerson(actor), change)
      return changed.ok ? done({ json: changed.value }) : changed
    },
  }),
  route({
    method: 'POST',
    path: '/jurisdictions/:code/move',
    summary: 'Puts a jurisdiction, with all below it, under another',
    access: WEIGHTY,
    body: z.object({ parent: z.string().max(40) }),
    answers: [
      { status: 200, schema: Answer.extend({ parent: z.string(), moved: z.int() }), description: 'Moved' },
      { status: 409, description: 'It would lie below itself, lies there already, or is the highest that is seen' },
    ],
    handle: async ({ actor, params, body }) => {
      const moved = await moveJurisdiction(core, asPerson(actor), { code: params.code ?? '', parent: body.parent })
      return moved.ok ? done({ json: moved.value }) : moved
    },
  }),
  route({
    method: 'DELETE',
    path: '/jurisdictions/:code',
    summary: 'Takes a jurisdiction away that holds nothing',
    access: WEIGHTY,
    answers: [
      { status: 200, schema: z.object({ code: z.string() }), description: 'Gone' },
      { status: 409, description: 'Something lies in it still' },
    ],
    handle: async ({ actor, params }) => {
      const removed = await removeJurisdiction(core, asPerson(actor), params.code ?? '')
      return removed.ok ? done({ json: removed.value }) : removed
    },
  }),
  route({
    method: 'GET',
    path: '/jurisdictions/:code/boundary',
    summary: 'The boundary of a jurisdiction, GeoJSON',
    access: { roles: EVERYBODY },
    handle: async ({ actor, params }) => {
      const read = await readBoundaryOf(core, asPerson(actor), params.code ?? '')
      return read.ok ? done({ json: read.value }) : read
    },
  }),
  route({
    method: 'PUT',
    path: '/jurisdictions/:code/boundary',
    summary: 'Sets the boundary of a jurisdiction from a GeoJSON Polygon or MultiPolygon',
    access,
    body: z.object({ source: z.string().trim().min(1).max(200), geojson: z.unknown() }),
    answers: [
      { status: 200, schema: z.object({ code: z.string(), polygons: z.int() }), description: 'Set' },
      { status: 409, description: 'It comes with the roads that are in use' },
    ],
    handle: async ({ actor, params, body }) => {
      const { source, geojson } = body
      const put = await putBoundary(core, asPerson(actor), { code: params.code ?? '', source, geojson })
      return put.ok ? done({ json: put.value }) : put
    },
  }),
]
