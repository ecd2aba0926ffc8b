import { type ParseArgsConfig, parseArgs } from 'node:util'

/** What a person types into. */
export type Terminal = NodeJS.ReadableStream & { isTTY?: boolean }

/** Where a command writes and what it was started with. Tests hand in their own. */
export interface CliIo {
  /** Writes one line to stdout. With `--json` a command calls it once, with one JSON document. */
  out(line: string): void
  /** Writes one line to stderr: progress, notes, faults. */
  err(line: string): void
  /** The environment variables, to be read by `readEnv` alone. */
  environment: Readonly<Record<string, string | undefined>>
  /** Where a passphrase is typed, unless it is the process's own terminal. */
  input?: Terminal
}

/**
 * One command of the operator's tool. A module in server/cli exports it as `command` and is listed in kakou.ts.
 */
export interface CliCommand {
  /** One word (`doctor`) or two (`device create`). */
  name: string
  /** Half a line for the list that `kakou --help` prints. */
  summary: string
  /** What `kakou NAME --help` prints: usage, every option with its unit and default. */
  help: string
  /**
   * Does it. `argv` is what follows the name.
   * Returns the exit code: 0 done, 1 failed. Wrong usage is a thrown UsageError (2); a fault that the operator can mend
   * is a thrown OperatorError (1).
   */
  run(argv: string[], io: CliIo): Promise<number>
}

/** Wrong usage: the tool prints the message and where to find help, and ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * Reads a command's options (`node:util` parseArgs, strict) and turns its complaints into UsageError.
 * Positional arguments are refused unless the config allows them.
 */
export function parseOptions<T extends ParseArgsConfig>(argv: string[], config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs<T>({ ...config, args: argv })
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')) {
      throw new UsageError(error.message.split('. ')[0] ?? error.message)
    }
    throw error
  }
}
