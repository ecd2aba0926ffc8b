import { fileURLToPath } from 'node:url'
import { OperatorError } from '../../db/operator-error'
import { type CliCommand, type CliIo, UsageError } from './command'

/** Every command, loaded only when it is asked for, so that a light one never waits for a heavy one's imports. */
const commands: Record<string, () => Promise<{ command: CliCommand }>> = {
  'audit verify': () => import('./audit-verify'),
  backup: () => import('./backup'),
  'checkpoint import': () => import('./checkpoint-import'),
  coverage: () => import('./coverage'),
  'device create': () => import('./device-create'),
  'device lost': () => import('./device-lost'),
  'device pair': () => import('./device-pair'),
  'device retire': () => import('./device-retire'),
  destroy: () => import('./destroy'),
  doctor: () => import('./doctor'),
  'report daily': () => import('./report-daily'),
  restore: () => import('./restore'),
  'roads import': () => import('./roads-import'),
  'key create': () => import('./key-create'),
  'key list': () => import('./key-list'),
  'key revoke': () => import('./key-revoke'),
  'key rotate': () => import('./key-rotate'),
  migrate: () => import('./migrate'),
  'demo traffic': () => import('./demo-traffic'),
  'demo remove': () => import('./demo-remove'),
  'seed demo': () => import('./seed-demo'),
  staffing: () => import('./staffing'),
  'tls make': () => import('./tls'),
  'user no-code': () => import('./user-no-code'),
  'user create': () => import('./user-create'),
  'user password': () => import('./user-password'),
  verify: () => import('./verify'),
}

/**
 * The operator's tool: finds the command (two words before one), answers `--help`, and maps what a command throws to
 * an exit code: 0 done, 1 failed, 2 wrong usage.
 */
export async function runKakou(argv: string[], io: CliIo): Promise<number> {
  const [first, second] = argv
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    io.out(await listing(Object.keys(commands)))
    return first === undefined ? 2 : 0
  }
  const words = second !== undefined && Object.hasOwn(commands, `${first} ${second}`) ? 2 : 1
  const name = argv.slice(0, words).join(' ')
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    const group = Object.keys(commands).filter((known) => known.startsWith(`${first} `))
    if (group.length > 0 && (second === '--help' || second === '-h')) {
      io.out(await listing(group))
      return 0
    }
    const asked = group.length > 0 && second !== undefined ? `${first} ${second}` : first
    io.err(`kakou: there is no command "${asked}". See: npm run kakou -- --help`)
    return 2
  }
  const { command } = await load()
  const rest = argv.slice(words)
  if (asksForHelp(rest)) {
    io.out(command.help.trim())
    return 0
  }
  try {
    return await command.run(rest, io)
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`kakou ${name}: ${error.message}. See: npm run kakou -- ${name} --help`)
      return 2
    }
    io.err(`kakou ${name}: ${faultLine(error)}`)
    return 1
  }
}

function asksForHelp(argv: string[]): boolean {
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  return options.includes('--help') || options.includes('-h')
}

function faultLine(error: unknown): string {
  if (error instanceof OperatorError) return error.message
  if (error instanceof Error) return `${error.name}: ${error.message}`
  return String(error)
}

async function listing(names: string[]): Promise<string> {
  const lines: string[] = []
  const width = Math.max(0, ...names.map((name) => name.length))
  for (const name of names) {
    const load = commands[name]
    if (load) lines.push(`  ${name.padEnd(width)}  ${(await load()).command.summary}`)
  }
  return ['Usage: npm run kakou -- COMMAND [options]', '', ...lines, '', 'COMMAND --help says more.'].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await runKakou(process.argv.slice(2), {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    environment: process.env,
  })
}
