import * as z from 'zod'
import { type CheckpointColumn, COLUMN_WORDS } from '../../checkpoints/checkpoint-words'
import { EXPORT_FORMATS, exportCheckpoints } from '../../checkpoints/export-checkpoints'
import { importCheckpoints } from '../../checkpoints/import-checkpoints'
import { readCheckpointRows } from '../../checkpoints/read-checkpoint-file'
import type { Core } from '../../core'
import { unreadColumns } from '../../excel/read-table'
import { done } from '../../outcome'
import { formFile } from '../form-file'
import { type Access, type Route, route } from '../route'
import { asPerson } from './checkpoints'

const MAX_FILE_BYTES = 8 * 1024 * 1024

const access = { roles: ['admin'] } satisfies Access

const Columns = z.enum(Object.keys(COLUMN_WORDS) as [CheckpointColumn, ...CheckpointColumn[]])

const Imported = z.object({
  created: z.array(z.string()),
  updated: z.array(z.string()),
  /** Columns of the file that nobody reads. */
  unread: z.array(z.string()),
  rows: z.array(
    z.object({
      where: z.string(),
      code: z.string(),
      name: z.string(),
      act: z.enum(['create', 'update', 'same']),
      changes: z.array(z.object({ column: Columns, before: z.string(), after: z.string() })),
    }),
  ),
})

export const checkpointFileRoutes = (core: Core): Route[] => [
  route({
    method: 'POST',
    path: '/checkpoints/imports',
    summary: 'Lays or changes the checkpoints of a file; dry=true says what would change, by row, and changes nothing',
    access,
    rawBodyBytes: MAX_FILE_BYTES,
    body: z.instanceof(Uint8Array),
    query: z.object({ dry: z.enum(['true', 'false']).default('false') }),
    answers: [
      { status: 200, schema: Imported, description: 'By row' },
      { status: 400, description: 'Every fault by row and column; nothing was imported' },
    ],
    handle: async ({ actor, body, query, request }) => {
      const file = await formFile(body, request.headers['content-type'], readCheckpointRows)
      if (!file.ok) return file
      const input = { file: file.value.name, rows: file.value.rows, dry: query.dry === 'true' }
      const imported = await importCheckpoints(core, asPerson(actor), input)
      if (!imported.ok) return imported
      const unread = unreadColumns(input.rows, Object.keys(COLUMN_WORDS))
      return done({ json: { ...imported.value, unread } })
    },
  }),
  ...EXPORT_FORMATS.map((format) =>
    route({
      method: 'GET',
      path: `/checkpoints.${format}`,
      summary: 'The checkpoints as a file that an import takes back',
      access: { roles: ['admin', 'command', 'planner'] },
      handle: async ({ actor, address }) => {
        const { bytes, contentType } = await exportCheckpoints(core, asPerson(actor), { format, address })
        const headers = { 'Content-Disposition': `attachment; filename="checkpoints.${format}"` }
        return done({ bytes, contentType, headers: { ...headers, 'Cache-Control': 'no-store' } })
      },
    }),
  ),
]
