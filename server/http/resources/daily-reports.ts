import * as z from 'zod'
import { BRIEFING_TEMPLATES } from '#domain/briefing/briefing'
import { DailyBoard, PunctualityMonth, ResponseTimes } from '#protocol/report'
import { dailyDocument } from '../../briefing/daily-document'
import type { Core } from '../../core'
import type { CoverageService } from '../../coverage/coverage-service'
import { done } from '../../outcome'
import { exportBoard, REPORT_FORMATS, REPORT_TYPES } from '../../reports/export-board'
import { readDailyBoard } from '../../reports/read-daily-board'
import { readPunctuality } from '../../reports/read-punctuality'
import { readResponseTimes } from '../../reports/read-response-times'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'
import { asWordFile, briefingReading } from './briefings'

const access = { roles: ['admin', 'command', 'health', 'supervisor', 'reporter'] } satisfies Access

export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, YYYY-MM-DD')
  .optional()
  .transform((value) => value ?? null)

const Days = z.object({ date: Day, from: Day })

const Month = z
  .string()
  .regex(/^\d{4}-\d{2}$/, 'must be a month, YYYY-MM')
  .optional()
  .transform((value) => value ?? null)

export const dailyReportRoutes = (core: Core, coverage: CoverageService): Route[] => [
  route({
    method: 'GET',
    path: '/reports/daily',
    summary:
      'Which checkpoints have closed the periods of a day, which sent zero, which are missing, and what was counted',
    access,
    query: Days,
    answers: [{ status: 200, schema: DailyBoard, description: 'Of today where no day is named' }],
    handle: async ({ actor, query }) => {
      const board = await readDailyBoard(core, asPerson(actor), query)
      return board.ok ? done({ json: board.value }) : board
    },
  }),
  ...REPORT_FORMATS.map((format) =>
    route({
      method: 'GET',
      path: `/reports/daily.${format}`,
      summary: 'The same as a file, with every column and the sum',
      access,
      query: Days.extend({ language: z.enum(['zh', 'en']).default('zh') }),
      handle: async ({ actor, query }) => {
        const file = await exportBoard(core, asPerson(actor), { ...query, format })
        if (!file.ok) return file
        const { bytes, name } = file.value
        const headers = { 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' }
        return done({ bytes, contentType: REPORT_TYPES[format], headers })
      },
    }),
  ),
  route({
    method: 'GET',
    path: '/reports/daily.docx',
    summary:
      'The briefing of the day as a Word file: as issued, else as drafted, else made from the data as they are now',
    access: briefingReading,
    query: Days.extend({ template: z.enum(BRIEFING_TEMPLATES).default('bulletin') }),
    handle: async ({ actor, query }) => {
      const made = await dailyDocument(core, coverage, asPerson(actor), query)
      return made.ok ? done(asWordFile(made.value)) : made
    },
  }),
  route({
    method: 'GET',
    path: '/reports/punctuality',
    summary: 'How each checkpoint kept its deadlines in a month',
    access,
    query: z.object({ month: Month }),
    answers: [{ status: 200, schema: PunctualityMonth, description: 'By checkpoint' }],
    handle: async ({ actor, query }) => {
      const month = await readPunctuality(core, asPerson(actor), query.month)
      return month.ok ? done({ json: month.value }) : month
    },
  }),
  route({
    method: 'GET',
    path: '/reports/response-times',
    summary: 'Minutes from a high reading to alert, isolation and transfer',
    access,
    query: Days,
    answers: [{ status: 200, schema: ResponseTimes, description: 'Null where there was no case' }],
    handle: async ({ actor, query }) => {
      const times = await readResponseTimes(core, asPerson(actor), query)
      return times.ok ? done({ json: times.value }) : times
    },
  }),
]
