import { endCommand } from './device-end'

export const command = endCommand(
  {
    name: 'device lost',
    summary: 'end a device that is gone: it is shut out at once and clears itself',
    help: `
Usage: npm run kakou -- device lost ID [--json]

Its calls get 401 at once, and it is told to clear itself. What still waits on it is gone.
  --json  print {id, state}
`,
  },
  'lost',
)
