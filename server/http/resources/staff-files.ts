import * as z from 'zod'
import type { Core } from '../../core'
import { readStaffFile } from '../../staff/check-staff-rows'
import { exportStaff, STAFF_FORMATS } from '../../staff/export-staff'
import { importStaff } from '../../staff/import-staff'
import { STAFF_COLUMNS } from '../../staff/staff-words'
import { exportRoutes, importRoute } from '../file-routes'
import type { Route } from '../route'

export const staffFileRoutes = (core: Core): Route[] => [
  importRoute({
    path: '/staff/imports',
    summary: 'Puts the people of a file on the list, or changes them; dry=true says what would change, by row',
    description: 'By row; the PINs of who is new are told this once',
    maxBytes: 4 * 1024 * 1024,
    columns: STAFF_COLUMNS,
    more: { pins: z.array(z.object({ name: z.string(), agency: z.string(), pin: z.string() })) },
    read: readStaffFile,
    run: (actor, input) => importStaff(core, actor, input),
  }),
  ...exportRoutes({
    name: 'staff',
    summary: 'Who stands at checkpoints, as a file that an import takes back',
    formats: STAFF_FORMATS,
    roles: ['admin', 'command', 'supervisor'],
    run: (actor, input) => exportStaff(core, actor, input),
  }),
]
