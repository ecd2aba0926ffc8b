import * as z from 'zod'
import { REPORT_COLUMNS } from '#domain/reports/report-columns'
import { Id } from './entry'
import { text } from './text'

/** A department's own table: which columns and rows of the same figures; nothing is entered for it. */
export const LayoutInput = z.object({
  name: text(60).regex(/\S/, 'must not be blank'),
  rows: z.enum(['checkpoint', 'jurisdiction']),
  columns: z.array(z.enum(REPORT_COLUMNS)).max(REPORT_COLUMNS.length),
  /** Indicators by id: of areas alone, for no checkpoint enters them. */
  indicators: z.array(Id).max(60),
})

export const Layout = LayoutInput.extend({ id: Id })
export type Layout = z.infer<typeof Layout>

export const LayoutTable = z.object({
  date: z.string(),
  from: z.string(),
  name: z.string(),
  headers: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
})
export type LayoutTable = z.infer<typeof LayoutTable>
