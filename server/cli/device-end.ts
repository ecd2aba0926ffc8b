import { endDevice } from '../devices/end-device'
import { CLI_ACTOR } from '../people/cli-actor'
import { type CliCommand, parseOptions } from './command'
import { deviceId } from './device-id'
import { report, withCore } from './with-core'

/** `device retire` and `device lost` differ in a word. */
export const endCommand = (
  parts: Pick<CliCommand, 'name' | 'summary' | 'help'>,
  as: 'retired' | 'lost',
): CliCommand => ({
  ...parts,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const device = deviceId(positionals)
    return withCore(io, async (core) =>
      report(io, await endDevice(core, CLI_ACTOR, { device, as }), (ended) => {
        io.out(values.json ? JSON.stringify(ended) : `${device} is ${as}.`)
      }),
    )
  },
})
