import * as z from 'zod'
import { COLUMN_WORDS } from '../../checkpoints/checkpoint-words'
import { EXPORT_FORMATS, exportCheckpoints } from '../../checkpoints/export-checkpoints'
import { importCheckpoints } from '../../checkpoints/import-checkpoints'
import { readCheckpointRows } from '../../checkpoints/read-checkpoint-file'
import type { Core } from '../../core'
import { exportRoutes, importRoute } from '../file-routes'
import type { Route } from '../route'

export const checkpointFileRoutes = (core: Core): Route[] => [
  importRoute({
    path: '/checkpoints/imports',
    summary: 'Lays or changes the checkpoints of a file; dry=true says what would change, by row, and changes nothing',
    description: 'By row',
    maxBytes: 8 * 1024 * 1024,
    columns: COLUMN_WORDS,
    more: { created: z.array(z.string()), updated: z.array(z.string()) },
    read: readCheckpointRows,
    run: (actor, input) => importCheckpoints(core, actor, input),
  }),
  ...exportRoutes({
    name: 'checkpoints',
    summary: 'The checkpoints as a file that an import takes back',
    formats: EXPORT_FORMATS,
    roles: ['admin', 'command', 'planner'],
    run: (actor, input) => exportCheckpoints(core, actor, input),
  }),
]
