import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../operator-error'
import { fileFault } from './faults'

const POLL_MS = 50
/** 90 s: a first start on a slow disk takes a few. */
const ATTEMPTS = 1_800
/** Locks of this very process, whose number alone doesn't tell them from those of a dead one. */
const held = new Set<string>()
/** 2 s: by then whoever made the file has also written its number into it. */
const EMPTY_ATTEMPTS = 40

/**
 * Runs `work` while no other process of this machine does so with the same file: a server and a tool that start at the
 * same moment must not both make a cluster. A lock whose process is gone is taken over.
 */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; !tryTake(file); attempt++) {
    if (isStale(file, attempt)) {
      rmSync(file, { force: true })
      continue
    }
    if (attempt >= ATTEMPTS) {
      throw new OperatorError(`another process has been starting this database for too long: end it, or remove ${file}`)
    }
    await sleep(POLL_MS)
  }
  held.add(file)
  try {
    return await work()
  } finally {
    held.delete(file)
    rmSync(file, { force: true })
  }
}

function tryTake(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    // On a full disk the empty file was made all the same.
    rmSync(file, { force: true })
    throw fileFault(error, file)
  }
}

function isStale(file: string, attempt: number): boolean {
  let holder: number
  try {
    holder = Number(readFileSync(file, 'utf8'))
  } catch {
    return false
  }
  if (!(holder > 0)) return attempt > EMPTY_ATTEMPTS
  // In a container a new process often has the number of the one that died.
  return holder === process.pid ? !held.has(file) : !isRunning(holder)
}

/** Whether a process with this number runs; a dead one that nobody has collected yet (a zombie) does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  if (process.platform !== 'linux') return true
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.charAt(stat.lastIndexOf(')') + 2) !== 'Z'
  } catch {
    return false
  }
}
