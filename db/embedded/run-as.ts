import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { OperatorError } from '../operator-error'

/** The user that Postgres runs as: Postgres refuses root, so root steps down to another. */
export interface RunAs {
  name: string
  /** Set only where root steps down: given to `spawn`. */
  ids: { uid: number; gid: number } | null
}

/**
 * Whom to run Postgres as. `ownerUid` is the owner of a cluster that exists: root goes on as whoever made it.
 * Throws OperatorError where no user fits.
 */
export function chooseRunAs(ownerUid: number | undefined): RunAs {
  // Only Windows has no getuid; Postgres drops an administrator's rights by itself there.
  const me = process.getuid?.()
  if (me === undefined) return { name: userInfo().username, ids: null }
  if (me !== 0) {
    if (ownerUid !== undefined && ownerUid !== me) {
      const owner = passwd().find((entry) => entry.uid === ownerUid)?.name ?? `uid ${ownerUid}`
      throw new OperatorError(
        `the database belongs to the user ${owner}: start as that user (or as root), or set KAKOU_DATA to another folder`,
      )
    }
    return { name: String(me), ids: null }
  }
  const users = passwd()
  // initdb looks its user up by name, so the number must stand in the list of users.
  const chosen =
    ownerUid === undefined
      ? (users.find((entry) => entry.name === 'postgres') ?? users.find((entry) => entry.name === 'nobody'))
      : users.find((entry) => entry.uid === ownerUid)
  if (!chosen || chosen.uid === 0) {
    throw new OperatorError(
      'Postgres does not run as root and there is no user postgres or nobody: start as another user',
    )
  }
  return { name: chosen.name, ids: { uid: chosen.uid, gid: chosen.gid } }
}

/**
 * Whether that user can enter or execute the path (`x`), or read it as well (`rx`), which depends on every folder above
 * it: so a program is started as that user to find out.
 */
export function canUse(runAs: RunAs, path: string, how: 'rx' | 'x' = 'rx'): boolean {
  if (process.platform === 'win32') return true
  const tried = spawnSync(
    '/bin/sh',
    ['-c', how === 'x' ? 'test -x "$1"' : 'test -r "$1" && test -x "$1"', 'sh', path],
    {
      ...runAs.ids,
      cwd: '/',
      stdio: 'ignore',
    },
  )
  return tried.status === 0
}

function passwd(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }))
}
