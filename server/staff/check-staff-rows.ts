import * as z from 'zod'
import { OperatorError } from '../../db/operator-error'
import { line } from '../checkpoints/arrangement-fields'
import { type FileRow, readTable } from '../excel/read-table'
import type { Refusal } from '../outcome'
import { STAFF_COLUMNS, STAFF_STATES } from './staff-words'

const MAX_ROWS = 2_000

const HEADINGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(STAFF_COLUMNS).map(([column, word]) => [word.toLowerCase(), column])),
  辖区: 'jurisdiction',
  状态: 'state',
}

/** The rows of a file of staff. Throws OperatorError. */
export const readStaffFile = async (file: string, bytes: Buffer): Promise<FileRow[]> => {
  const rows = await readTable(file, bytes, HEADINGS)
  if (rows.length === 0) throw new OperatorError(`${file}: there is nobody in it`)
  if (rows.length > MAX_ROWS) throw new OperatorError(`${file}: more than ${MAX_ROWS} people`)
  return rows
}

const text = (schema: z.ZodType<string>) =>
  z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : value),
    schema,
  )

const State = z.preprocess(
  (value) => {
    const word = typeof value === 'string' ? value.trim().toLowerCase() : value
    if (word === STAFF_STATES.working || word === '是' || word === 'yes') return 'working'
    return word === STAFF_STATES.ended || word === '否' || word === 'no' ? 'ended' : word
  },
  z.enum(['working', 'ended']),
)

/** What an export shows beside it, crews and whether there is a PIN, is passed over: crews are those of checkpoints. */
const Row = z.object({
  id: text(z.uuid()).nullish(),
  name: text(line(60)),
  agency: text(line(60)),
  jurisdiction: text(z.string().max(40)).nullish(),
  state: State.nullish(),
})

export interface StaffRow extends z.infer<typeof Row> {
  where: string
}

/** Every row as it will be written, or all that is wrong, by row and column. */
export const checkStaffRows = (
  rows: readonly FileRow[],
): { ok: true; rows: StaffRow[] } | { ok: false; errors: NonNullable<Refusal['errors']> } => {
  const checked: StaffRow[] = []
  const errors: NonNullable<Refusal['errors']> = []
  for (const { where, values } of rows) {
    const read = Row.safeParse(values)
    if (read.success) checked.push({ ...read.data, where })
    else {
      for (const { path, message } of read.error.issues) {
        errors.push({ path: `${where}, ${path.join('.')}:`, code: 'value', message })
      }
    }
  }
  return errors.length === 0 ? { ok: true, rows: checked } : { ok: false, errors }
}
