import * as z from 'zod'
import type { FileRow } from '../excel/read-table'
import type { Refusal } from '../outcome'
import { Arrangement, line } from './arrangement-fields'
import { CheckpointFields } from './checkpoint-fields'
import { codeOf, KIND_WORDS, RING_WORDS } from './checkpoint-words'
import { NamedCrews, readCrews } from './crew-cells'
import { readLanes, readNames, readThings } from './list-cells'

const text = (schema: z.ZodType<string>) =>
  z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : value),
    schema,
  )

const degrees = (schema: z.ZodType<number>) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), schema)

const worded = <Schema extends z.ZodType>(words: Readonly<Record<string, string>>, schema: Schema) =>
  z.preprocess((value) => codeOf(words, value), schema)

/** 拟设, 撤点: what is neither stands and is open, whatever state it was in when the file was made. */
const SetState = z.preprocess((value) => {
  const state = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (state === 'planned' || state === '拟设') return 'planned'
  return state === 'closed' || state === '撤点' ? 'closed' : 'open'
}, CheckpointFields.shape.setState)

const { shape } = CheckpointFields
const Row = z.object({
  code: text(shape.code),
  name: text(shape.name).nullish(),
  lng: degrees(shape.lng),
  lat: degrees(shape.lat),
  state: SetState,
  kind: worded(KIND_WORDS, shape.kind).nullish(),
  ring: worded(RING_WORDS, shape.ring).nullish(),
  road: text(z.string().trim().max(100)).nullish(),
  jurisdiction: text(shape.jurisdiction).nullish(),
  lanes: z.preprocess(readLanes, shape.lanes).nullish(),
  agencies: z.preprocess(readNames, Arrangement.shape.agencies).nullish(),
  posts: z.preprocess(readNames, Arrangement.shape.posts).nullish(),
  leaderName: text(line(60)).nullish(),
  leaderTitle: text(z.string().max(60)).nullish(),
  leaderPhone: text(Arrangement.shape.leader.unwrap().shape.phone).nullish(),
  equipment: z.preprocess(readThings, Arrangement.shape.equipment).nullish(),
  crews: z.preprocess(readCrews, NamedCrews).nullish(),
})

export interface CheckedRow extends z.infer<typeof Row> {
  where: string
}

/** Every row as it will be written, or all that is wrong, by row and column. */
export const checkFileRows = (
  rows: readonly FileRow[],
): { ok: true; rows: CheckedRow[] } | { ok: false; errors: NonNullable<Refusal['errors']> } => {
  const checked: CheckedRow[] = []
  const errors: NonNullable<Refusal['errors']> = []
  const first = new Map<string, string>()
  for (const { where, values } of rows) {
    const read = Row.safeParse(values)
    if (!read.success) {
      for (const { path, message } of read.error.issues) {
        errors.push({ path: `${where}, ${path.join('.')}:`, code: 'value', message })
      }
      continue
    }
    const before = first.get(read.data.code)
    if (before !== undefined) {
      errors.push({ path: `${where}, code:`, code: 'value', message: `${read.data.code} is that of ${before} too` })
    }
    first.set(read.data.code, where)
    checked.push({ ...read.data, where })
  }
  return errors.length === 0 ? { ok: true, rows: checked } : { ok: false, errors }
}
