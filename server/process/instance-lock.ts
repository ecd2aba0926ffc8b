import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { type DatabaseTarget, openSql } from '../../db/client'
import { databaseFault } from '../../db/database-fault'
import { OperatorError } from '../../db/operator-error'

/** "I am a server on this database." Exclusive on the embedded Postgres, shared on one that several servers use. */
export const APP_LOCK = 7_203_003

const ATTEMPTS = 50
const POLL_MS = 200

interface InstanceLock {
  release(): Promise<void>
}

/**
 * Takes the place of the running server. `exclusive` (the embedded Postgres): waits up to 10 s for a predecessor that
 * is still ending, then throws OperatorError. After a database restart the lock is taken again; `onLost` is called
 * where another server got it first.
 */
export async function takeInstanceLock(
  target: DatabaseTarget,
  exclusive: boolean,
  onLost: (reason: string) => void,
): Promise<InstanceLock> {
  let released = false
  let retaking: Promise<void> | null = null

  const open = () =>
    openSql(target, 'kakou server', 1, {
      maxLifetime: null,
      onclose: () => {
        if (!released && retaking === null) retaking = retake()
      },
    })

  const tryOnce = async (sql: Sql): Promise<boolean> => {
    const [row] = exclusive
      ? await sql<{ got: boolean }[]>`select pg_try_advisory_lock(${APP_LOCK}) as got`
      : await sql<{ got: boolean }[]>`select pg_try_advisory_lock_shared(${APP_LOCK}) as got`
    return row?.got ?? false
  }

  async function retake(): Promise<void> {
    // Each attempt may meet a database that is still down; as long as it is, nobody else can hold the lock either.
    for (let refusals = 0; !released && refusals < ATTEMPTS; ) {
      await sleep(POLL_MS)
      try {
        if (await tryOnce(sql)) {
          retaking = null
          return
        }
        refusals++
      } catch {
        // Down: try again.
      }
    }
    if (!released) onLost('another Kakou server took over this database')
  }

  const sql = open()
  for (let attempt = 0; ; attempt++) {
    let got: boolean
    try {
      got = await tryOnce(sql)
    } catch (error) {
      released = true
      await sql.end({ timeout: 1 })
      throw databaseFault(error, target)
    }
    if (got) break
    if (attempt >= ATTEMPTS) {
      released = true
      await sql.end({ timeout: 1 })
      throw new OperatorError(
        'another Kakou server runs on this data: stop it, or set KAKOU_DATA (and PORT) to start a second one beside it',
      )
    }
    await sleep(POLL_MS)
  }

  return {
    async release() {
      released = true
      await sql.end({ timeout: 2 })
    },
  }
}
