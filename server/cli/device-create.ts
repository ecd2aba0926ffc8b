import { createDevices } from '../devices/create-device'
import { CLI_ACTOR } from '../people/cli-actor'
import { type CliCommand, parseOptions, UsageError } from './command'
import { report, withCore } from './with-core'

const MAX_COUNT = 10_000

export const command: CliCommand = {
  name: 'device create',
  summary: 'make devices that stand at a checkpoint, with their tokens',
  help: `
Usage: npm run kakou -- device create --checkpoint CODE [--count N] [--json]

Makes devices without a pairing code, for a checkpoint in any state. They are valid on the running server at once. The
tokens are shown here and never again.
  --checkpoint CODE  where they stand
  --count N          how many, 1 to ${MAX_COUNT}, default 1
  --json             print {devices: [{id, token, checkpoint, pairing}]}
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, {
      options: { checkpoint: { type: 'string' }, count: { type: 'string' }, json: { type: 'boolean' } },
    })
    const { checkpoint, json } = values
    if (checkpoint === undefined) throw new UsageError('--checkpoint CODE is missing')
    const count = /^\d{1,5}$/.test(values.count ?? '1') ? Number(values.count ?? '1') : Number.NaN
    if (!(count >= 1 && count <= MAX_COUNT)) throw new UsageError(`--count must be a whole number, 1 to ${MAX_COUNT}`)
    return withCore(io, async (core) =>
      report(io, await createDevices(core, CLI_ACTOR, { checkpoint, count }), (devices) => {
        if (json) io.out(JSON.stringify({ devices }))
        else for (const { id, token } of devices) io.out(`${id}  ${token}`)
      }),
    )
  },
}
