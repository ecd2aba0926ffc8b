import { localTime } from '#domain/entries/counted-at'
import type { Core } from '../core'
import { longCsvOf, longXlsxOf } from '../exports/write-long-table'
import { CSV, XLSX } from '../exports/write-tables'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { readPersons } from '../persons/read-persons'
import { pageOf, readCursor } from './entries-page'
import { type ExportLanguage, exportHeaders, exportMark, exportRow, exportSheet } from './export-row'
import { prepareSearch, type SearchInput } from './search-entries'

export const ENTRY_EXPORT_FORMATS = ['xlsx', 'csv'] as const

/** What a person looks through in a spreadsheet; more is asked for by narrower times. */
export const MOST_EXPORTED = 20_000
/** Entries that are read and opened in one go, so that nobody waits for a long file. */
const PAGE = 500

interface ExportInput extends Omit<SearchInput, 'cursor'> {
  format: (typeof ENTRY_EXPORT_FORMATS)[number]
  language: ExportLanguage
}

interface Exported {
  bytes: Uint8Array
  contentType: string
  /** There were more. */
  cut: boolean
}

/**
 * Scope: within the caller's jurisdiction. What a search finds as a file, persons masked as on the screen. Written down
 * first, with the reason, as an export.
 */
export const exportEntries = async (core: Core, actor: PersonActor, input: ExportInput): Promise<Outcome<Exported>> => {
  const search = prepareSearch(core, actor, { ...input, cursor: null }, 'entry.export')
  if (!search.ok) return search
  const { reading, page } = search.value
  const what = { ...reading.what, format: input.format }
  const zone = core.checkpoints.zone(actor.scope)
  const names = new Map([...core.checkpoints.all()].map(({ code, name }) => [code, name]))
  const asRow = (entry: Record<string, unknown>) => exportRow(entry, { language: input.language, zone, names })
  const found = await readPersons(
    core,
    actor,
    { ...reading, what },
    async (tx) => {
      const rows: ReturnType<typeof exportRow>[] = []
      const points = new Set<unknown>()
      const exported = (cut: boolean) => done({ rows: rows.slice(0, MOST_EXPORTED), points: points.size, cut })
      let after = search.value.after
      for (;;) {
        const { entries: stored, resume } = await page(tx, after, PAGE + 1)
        const { entries, cursor } = pageOf(core, actor, stored, { resume, size: PAGE })
        rows.push(...entries.map(asRow))
        for (const { checkpoint } of entries) points.add(checkpoint)
        const next = cursor === null ? null : readCursor(cursor)
        if (next === null || next === 'unreadable') return exported(false)
        if (rows.length >= MOST_EXPORTED) return exported(true)
        after = next
      }
    },
    ({ rows, points }) => ({ entries: rows.length, checkpoints: points }),
  )
  if (!found.ok) return found
  const { rows, cut } = found.value
  const mark = exportMark(input.language, {
    who: `${actor.displayName} (${actor.name.replace(/^user:/, '')})`,
    at: localTime(core.clock.now(), zone),
    reason: reading.reason,
  })
  const headers = exportHeaders(input.language)
  const table = { name: exportSheet(input.language), headers, rows: [...rows, [mark]] }
  if (input.format === 'csv') return done({ bytes: await longCsvOf(table), contentType: CSV, cut })
  return done({ bytes: await longXlsxOf(table), contentType: XLSX, cut })
}
