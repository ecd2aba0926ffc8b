import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { OperatorError } from '../operator-error'

/** Puts a file system's error in the operator's words; anything else is passed on as it is. */
export function fileFault(error: unknown, path: string): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new OperatorError(`the disk is full (${path}): free some space and start again`)
    case 'EACCES':
    case 'EPERM':
      return new OperatorError(`no right to write ${path}: allow it for this user, or set KAKOU_DATA to another folder`)
    case 'EROFS':
      return new OperatorError(`${path} lies on a read-only disk: set KAKOU_DATA to a folder that can be written`)
    // Node says ENOENT for a new folder on a read-only disk.
    case 'ENOENT':
      return new OperatorError(`${path} cannot be made: set KAKOU_DATA to a folder on a disk that can be written`)
    case 'ENOTDIR':
    case 'EEXIST':
      return new OperatorError(`${path} is not a folder: set KAKOU_DATA to a folder`)
    default:
      return error instanceof Error ? error : new Error(String(error))
  }
}

/** Postgres needs whole files of 16 MB; with less than that its own reports name only what broke in the end. */
const FULL_BELOW_BYTES = 16 * 1024 * 1024

function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(existsSync(folder) ? folder : dirname(folder))
  return bavail * bsize < FULL_BELOW_BYTES
}

/** The major version of the embedded Postgres. */
const OURS = '18'

/** The major version that made a cluster; null where it does not say. What Postgres itself says of it may come too late to be read. */
function versionOf(folder: string): string | null {
  try {
    return /^\d+/.exec(readFileSync(join(folder, 'PG_VERSION'), 'utf8'))?.[0] ?? null
  } catch {
    return null
  }
}

/**
 * What a failed Postgres program wrote, in one line that says what to do.
 * `output` is what it printed; `folder` the cluster's folder; `logFile` where all of it stands.
 */
export function postgresFault(output: string, folder: string, logFile: string): OperatorError {
  if (/No space left on device|Disk quota exceeded/.test(output) || isFull(folder)) {
    return new OperatorError(
      `the disk is full, so the database cannot start (${folder}): free some space and start again`,
    )
  }
  const version = versionOf(folder)
  if (version !== null && version !== OURS) {
    return new OperatorError(
      `the database in ${folder} was made by PostgreSQL ${version}, this is ${OURS}: start the Kakou that made it, take a backup, and restore it here`,
    )
  }
  if (/Permission denied|has wrong ownership|invalid permissions/.test(output)) {
    return new OperatorError(
      `no right to the database in ${folder}: it must belong to the user that runs Postgres, with mode 0700 (see ${logFile})`,
    )
  }
  if (/lock file .* already exists/.test(output)) {
    return new OperatorError(
      `the database in ${folder} is running but does not answer: end its process (the first line of ${folder}/postmaster.pid) and start again`,
    )
  }
  if (/could not bind|could not create any TCP/.test(output)) {
    return new OperatorError(`the database's port on 127.0.0.1 was taken a moment ago: start again (see ${logFile})`)
  }
  const last = output
    .split('\n')
    .filter((line) => /(FATAL|PANIC|ERROR|error|fatal):/.test(line))
    .at(-1)
    ?.replace(/^.*?(FATAL|PANIC|ERROR|error|fatal):\s*/, '')
  return new OperatorError(
    `the database in ${folder} is broken and cannot start (${last ?? 'no reason given'}): restore a backup, or move the folder away to begin anew; details in ${logFile}`,
  )
}
