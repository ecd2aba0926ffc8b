import { basename } from 'node:path'
import { COLUMN_WORDS } from '../checkpoints/checkpoint-words'
import { importCheckpoints } from '../checkpoints/import-checkpoints'
import { readCheckpointFile } from '../checkpoints/read-checkpoint-file'
import { unreadColumns } from '../excel/read-table'
import { CLI_ACTOR } from '../people/cli-actor'
import { type CliCommand, parseOptions, UsageError } from './command'
import { report, withCore } from './with-core'

export const command: CliCommand = {
  name: 'checkpoint import',
  summary: 'lay or change the checkpoints of a file',
  help: `
Usage: npm run kakou -- checkpoint import FILE.geojson|.xlsx|.csv [--json]

GeoJSON Points with properties, or a table whose first line names the columns: code, name, state, kind, ring, road,
jurisdiction, lanes, agencies, posts, leaderName, leaderTitle, leaderPhone, equipment, and for tables lng and lat
(WGS 84). Chinese headings (编码 名称 经度 纬度 状态 …) will do too. A state of
planned or closed is kept; any other means open. A code that is known is changed. Where any row is wrong, every fault is
listed and nothing is imported. A running server shows them at once.
  --json  print {created: [code], updated: [code]}
`,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [file, ...rest] = positionals
    if (file === undefined || rest.length > 0) throw new UsageError('exactly one FILE is expected')
    const rows = await readCheckpointFile(file)
    return withCore(io, async (core) =>
      report(io, await importCheckpoints(core, CLI_ACTOR, { file: basename(file), rows }), (imported) => {
        const { created, updated } = imported
        io.out(
          values.json ? JSON.stringify({ created, updated }) : `${created.length} laid, ${updated.length} changed.`,
        )
        const unread = unreadColumns(rows, Object.keys(COLUMN_WORDS))
        if (unread.length > 0) io.err(`These columns are not known and were not imported: ${unread.join(', ')}`)
      }),
    )
  },
}
