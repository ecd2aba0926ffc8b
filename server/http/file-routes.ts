/** A list as files: one that is taken in, after it was said what it would change, and those that an import takes back. */
import * as z from 'zod'
import type { ImportedRow } from '../excel/imported-row'
import { type FileRow, unreadColumns } from '../excel/read-table'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { asPerson } from './as-person'
import { formFile } from './form-file'
import { type Access, type Route, route } from './route'

interface ImportOptions<Column extends string, More> {
  path: string
  summary: string
  description: string
  maxBytes: number
  /** That the file may have, with their headings. */
  columns: Record<Column, string>
  /** What is answered besides the rows. */
  more: Record<Exclude<keyof More, 'rows'>, z.ZodType>
  read(name: string, bytes: Buffer): Promise<FileRow[]>
  run(
    actor: PersonActor,
    input: { file: string; rows: FileRow[]; dry: boolean },
  ): Promise<Outcome<More & { rows: ImportedRow<Column>[] }>>
}

export const importRoute = <Column extends string, More>(options: ImportOptions<Column, More>): Route => {
  const names = Object.keys(options.columns) as [Column, ...Column[]]
  const answer = z.object({
    ...options.more,
    rows: importedRows(names),
    /** Columns of the file that nobody reads. */
    unread: z.array(z.string()),
  })
  return route({
    method: 'POST',
    path: options.path,
    summary: options.summary,
    access: { roles: ['admin'] },
    rawBodyBytes: options.maxBytes,
    body: z.instanceof(Uint8Array),
    query: z.object({ dry: z.enum(['true', 'false']).default('false') }),
    answers: [
      { status: 200, schema: answer, description: options.description },
      { status: 400, description: 'Every fault by row and column; nothing was imported' },
    ],
    handle: async ({ actor, body, query, request }) => {
      const file = await formFile(body, request.headers['content-type'], options.read)
      if (!file.ok) return file
      const { name, rows } = file.value
      const imported = await options.run(asPerson(actor), { file: name, rows, dry: query.dry === 'true' })
      return imported.ok ? done({ json: { ...imported.value, unread: unreadColumns(rows, names) } }) : imported
    },
  })
}

/** What became of each row, or would. */
const importedRows = <Column extends string>(columns: [Column, ...Column[]]) =>
  z.array(
    z.object({
      where: z.string(),
      code: z.string(),
      name: z.string(),
      act: z.enum(['create', 'update', 'same']),
      changes: z.array(z.object({ column: z.enum(columns), before: z.string(), after: z.string() })),
    }),
  )

interface ExportOptions<Format extends string> {
  /** Of path and file: `staff` is `/staff.csv`. */
  name: string
  summary: string
  formats: readonly Format[]
  roles: Exclude<Access, { open: true }>['roles']
  run(
    actor: PersonActor,
    input: { format: Format; address: string | null },
  ): Promise<{ bytes: Uint8Array; contentType: string }>
}

/** One route a format. */
export const exportRoutes = <Format extends string>({
  name,
  summary,
  formats,
  roles,
  run,
}: ExportOptions<Format>): Route[] =>
  formats.map((format) =>
    route({
      method: 'GET',
      path: `/${name}.${format}`,
      summary,
      access: { roles },
      handle: async ({ actor, address }) => {
        const { bytes, contentType } = await run(asPerson(actor), { format, address })
        const headers = {
          'Content-Disposition': `attachment; filename="${name}.${format}"`,
          'Cache-Control': 'no-store',
        }
        return done({ bytes, contentType, headers })
      },
    }),
  )
