import { endCommand } from './device-end'

export const command = endCommand(
  {
    name: 'device retire',
    summary: 'end a device; for 72 hours it may hand in what it made',
    help: `
Usage: npm run kakou -- device retire ID [--json]

For 72 hours the device may hand in what it made before, then its token is good for nothing.
  --json  print {id, state}
`,
  },
  'retired',
)
