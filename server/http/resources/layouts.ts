import * as z from 'zod'
import { Id } from '#protocol/entry'
import { Layout, LayoutInput, LayoutTable } from '#protocol/layout'
import type { Core } from '../../core'
import { done, type Outcome } from '../../outcome'
import { REPORT_FORMATS, REPORT_TYPES, writeTables } from '../../reports/export-board'
import { deleteLayout, listLayouts, NO_LAYOUT, saveLayout } from '../../reports/layouts'
import { readLayoutTable } from '../../reports/read-layout-table'
import { asPerson } from '../as-person'
import { type Access, type Reply, type Route, route } from '../route'
import { Day } from './daily-reports'

const reading = { roles: ['admin', 'command', 'health', 'supervisor', 'reporter'] } satisfies Access
const writing = { roles: ['admin', 'command', 'reporter'] } satisfies Access
const Days = z.object({ date: Day, from: Day, language: z.enum(['zh', 'en']).default('zh') })

const withId = (id: string | undefined, act: (id: string) => Promise<Outcome<Reply>>): Promise<Outcome<Reply>> => {
  const known = Id.safeParse(id)
  return known.success ? act(known.data) : Promise.resolve(NO_LAYOUT)
}

export const layoutRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/reports/layouts',
    summary: "Departments' own tables: columns and rows over the same figures",
    access: reading,
    answers: [{ status: 200, schema: z.object({ layouts: z.array(Layout) }), description: 'By name' }],
    handle: async ({ actor }) => done({ json: { layouts: await listLayouts(core, asPerson(actor)) } }),
  }),
  route({
    method: 'POST',
    path: '/reports/layouts',
    summary: 'Saves a table',
    access: writing,
    body: LayoutInput,
    answers: [{ status: 201, schema: Layout, description: 'Saved' }],
    handle: async ({ actor, body }) => {
      const saved = await saveLayout(core, asPerson(actor), null, body)
      return saved.ok ? done({ status: 201, json: saved.value }) : saved
    },
  }),
  route({
    method: 'PUT',
    path: '/reports/layouts/:id',
    summary: 'Changes a table',
    access: writing,
    body: LayoutInput,
    answers: [{ status: 200, schema: Layout, description: 'Changed' }],
    handle: ({ actor, params, body }) =>
      withId(params.id, async (id) => {
        const saved = await saveLayout(core, asPerson(actor), id, body)
        return saved.ok ? done({ json: saved.value }) : saved
      }),
  }),
  route({
    method: 'DELETE',
    path: '/reports/layouts/:id',
    summary: 'Takes a table away; its figures stay where they are',
    access: writing,
    answers: [{ status: 204, description: 'Gone' }],
    handle: ({ actor, params }) =>
      withId(params.id, async (id) => {
        const gone = await deleteLayout(core, asPerson(actor), id)
        return gone.ok ? done({}) : gone
      }),
  }),
  route({
    method: 'GET',
    path: '/reports/layouts/:id/table',
    summary: 'A table over the days that are asked for, the sum last',
    access: reading,
    query: Days,
    answers: [{ status: 200, schema: LayoutTable, description: 'Of today where no day is named' }],
    handle: ({ actor, params, query }) =>
      withId(params.id, async (id) => {
        const table = await readLayoutTable(core, asPerson(actor), { id, ...query })
        return table.ok ? done({ json: table.value }) : table
      }),
  }),
  ...REPORT_FORMATS.map((format) =>
    route({
      method: 'GET',
      path: `/reports/layouts/:id/table.${format}`,
      summary: 'The same as a file',
      access: reading,
      query: Days,
      handle: ({ actor, params, query }) =>
        withId(params.id, async (id) => {
          const table = await readLayoutTable(core, asPerson(actor), { id, ...query })
          if (!table.ok) return table
          const name = encodeURIComponent(`${table.value.name} ${table.value.date}.${format}`)
          const headers = {
            'Content-Disposition': `attachment; filename="table.${format}"; filename*=UTF-8''${name}`,
            'Cache-Control': 'no-store',
          }
          return done({ bytes: await writeTables([table.value], format), contentType: REPORT_TYPES[format], headers })
        }),
    }),
  ),
]
