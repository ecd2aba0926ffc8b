import * as z from 'zod'
import type { Core } from '../../core'
import { unreadColumns } from '../../excel/read-table'
import { done } from '../../outcome'
import { readStaffFile } from '../../staff/check-staff-rows'
import { exportStaff, STAFF_FORMATS } from '../../staff/export-staff'
import { importStaff } from '../../staff/import-staff'
import { STAFF_COLUMNS, type StaffColumn } from '../../staff/staff-words'
import { formFile } from '../form-file'
import { type Route, route } from '../route'
import { asPerson } from './checkpoints'

const MAX_FILE_BYTES = 4 * 1024 * 1024

const Columns = z.enum(Object.keys(STAFF_COLUMNS) as [StaffColumn, ...StaffColumn[]])

const Imported = z.object({
  rows: z.array(
    z.object({
      where: z.string(),
      code: z.string(),
      name: z.string(),
      act: z.enum(['create', 'update', 'same']),
      changes: z.array(z.object({ column: Columns, before: z.string(), after: z.string() })),
    }),
  ),
  /** Columns of the file that nobody reads. */
  unread: z.array(z.string()),
  pins: z.array(z.object({ name: z.string(), agency: z.string(), pin: z.string() })),
})

export const staffFileRoutes = (core: Core): Route[] => [
  route({
    method: 'POST',
    path: '/staff/imports',
    summary: 'Puts the people of a file on the list, or changes them; dry=true says what would change, by row',
    access: { roles: ['admin'] },
    rawBodyBytes: MAX_FILE_BYTES,
    body: z.instanceof(Uint8Array),
    query: z.object({ dry: z.enum(['true', 'false']).default('false') }),
    answers: [
      { status: 200, schema: Imported, description: 'By row; the PINs of who is new are told this once' },
      { status: 400, description: 'Every fault by row and column; nothing was imported' },
    ],
    handle: async ({ actor, body, query, request }) => {
      const file = await formFile(body, request.headers['content-type'], readStaffFile)
      if (!file.ok) return file
      const input = { file: file.value.name, rows: file.value.rows, dry: query.dry === 'true' }
      const imported = await importStaff(core, asPerson(actor), input)
      if (!imported.ok) return imported
      const unread = unreadColumns(input.rows, Object.keys(STAFF_COLUMNS))
      return done({ json: { ...imported.value, unread } })
    },
  }),
  ...STAFF_FORMATS.map((format) =>
    route({
      method: 'GET',
      path: `/staff.${format}`,
      summary: 'Who stands at checkpoints, as a file that an import takes back',
      access: { roles: ['admin', 'command', 'supervisor'] },
      handle: async ({ actor, address }) => {
        const { bytes, contentType } = await exportStaff(core, asPerson(actor), { format, address })
        const headers = { 'Content-Disposition': `attachment; filename="staff.${format}"`, 'Cache-Control': 'no-store' }
        return done({ bytes, contentType, headers })
      },
    }),
  ),
]
