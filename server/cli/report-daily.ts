import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { BRIEFING_TEMPLATES } from '#domain/briefing/briefing'
import { OperatorError } from '../../db/operator-error'
import { dailyDocument } from '../briefing/daily-document'
import type { Core } from '../core'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { CLI_ACTOR } from '../people/cli-actor'
import { exportBoard, REPORT_FORMATS } from '../reports/export-board'
import { type CliCommand, parseOptions, UsageError } from './command'
import { report, withCore } from './with-core'
import { withCoverage } from './with-coverage'

export const command: CliCommand = {
  name: 'report daily',
  summary: 'write the report of a day: the briefing as Word, or the board as Excel or CSV',
  help: `
Usage: npm run kakou -- report daily [--date D] [--from D] [--template NAME] [--jurisdiction CODE]
                                     [--language LANGUAGE] --out FILE.docx|.xlsx|.csv [--json]

As Word: the briefing of the day that was issued, else the draft that somebody works on, else one made from the data as
they are now. As Excel or CSV: the board with every checkpoint, every column and the sum.
  --date D             the day, YYYY-MM-DD; default today where the jurisdiction lies
  --from D             the first day of several; default the same day
  --template NAME      of Word: bulletin (简报, the default) or report (情况汇报)
  --jurisdiction CODE  of this jurisdiction; default the whole instance
  --language LANGUAGE  of Excel and CSV: zh (the default) or en
  --out FILE           what to write; a file that is there is written over
  --json               print {file, bytes}
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, {
      options: {
        date: { type: 'string' },
        from: { type: 'string' },
        template: { type: 'string', default: 'bulletin' },
        jurisdiction: { type: 'string' },
        language: { type: 'string', default: 'zh' },
        out: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const { out } = values
    if (out === undefined) throw new UsageError('--out FILE is missing')
    const kind = extname(out).slice(1).toLowerCase()
    const format = REPORT_FORMATS.find((one) => one === kind)
    if (format === undefined && kind !== 'docx') throw new UsageError('--out must end in .docx, .xlsx or .csv')
    const template = BRIEFING_TEMPLATES.find((one) => one === values.template)
    if (template === undefined) throw new UsageError(`--template is one of ${BRIEFING_TEMPLATES.join(', ')}`)
    const language = (['zh', 'en'] as const).find((one) => one === values.language)
    if (language === undefined) throw new UsageError('--language is zh or en')
    const days = { date: values.date ?? null, from: values.from ?? null }
    return withCore(io, async (core) => {
      const actor = actorOf(core, values.jurisdiction)
      const made: Outcome<{ bytes: Uint8Array }> =
        format === undefined
          ? await withCoverage(core, (coverage) => dailyDocument(core, coverage, actor, { ...days, template }))
          : await exportBoard(core, actor, { ...days, format, language })
      const written = made.ok ? done(await write(out, made.value.bytes)) : made
      return report(io, written, (file) => {
        io.out(values.json ? JSON.stringify(file) : `${file.file}: ${file.bytes} bytes.`)
      })
    })
  },
}

/** The operator on behalf of a jurisdiction, whose name the report bears. */
const actorOf = (core: Core, code: string | undefined): PersonActor => {
  const place = code === undefined ? core.checkpoints.root() : core.checkpoints.jurisdiction(code)
  if (place === undefined) {
    throw new OperatorError(
      code === undefined ? 'there is no jurisdiction yet: set one up first' : `there is no jurisdiction ${code}`,
    )
  }
  return { ...CLI_ACTOR, scope: place.path, jurisdiction: { code: place.code, name: place.name } }
}

const write = async (file: string, bytes: Uint8Array): Promise<{ file: string; bytes: number }> => {
  try {
    await writeFile(file, bytes)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new OperatorError(`${file} can not be written (${why}): name another with --out`)
  }
  return { file, bytes: bytes.length }
}
