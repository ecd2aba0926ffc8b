import { placeDevice } from '../devices/place-device'
import { CLI_ACTOR } from '../people/cli-actor'
import { type CliCommand, parseOptions, UsageError } from './command'
import { deviceId } from './device-id'
import { report, withCore } from './with-core'

export const command: CliCommand = {
  name: 'device pair',
  summary: 'move a device to a checkpoint',
  help: `
Usage: npm run kakou -- device pair ID --checkpoint CODE [--json]

The device keeps its token. What it made before counts where it stood then, whenever it arrives.
  --checkpoint CODE  where it stands from now on, in any state
  --json             print {device, checkpoint, pairing}
`,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      options: { checkpoint: { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const device = deviceId(positionals)
    const { checkpoint, json } = values
    if (checkpoint === undefined) throw new UsageError('--checkpoint CODE is missing')
    return withCore(io, async (core) =>
      report(io, await placeDevice(core, CLI_ACTOR, { device, checkpoint }), (placed) => {
        io.out(json ? JSON.stringify(placed) : `${device} stands at ${checkpoint} now.`)
      }),
    )
  },
}
