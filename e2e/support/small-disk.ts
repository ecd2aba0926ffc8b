import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { platform, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { sqlState } from '../../db/sql-state'

const PIECE = Buffer.alloc(1 << 20)
const FILLER = 'filler'

let can: boolean | null = null

/** Whether `mountSmallDisk` works here. Only root of a Linux may mount, and not in every container: so it is tried. */
export const canMountDisk = (): boolean => {
  can ??= platform() === 'linux' && userInfo().uid === 0 && canMount()
  return can
}

const canMount = (): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'kakou-disk-'))
  try {
    mountSmallDisk(folder, 1)()
    return true
  } catch {
    return false
  } finally {
    rmdirSync(folder)
  }
}

/** Mounts so many MB of memory on an empty folder. Returns what takes it away again. */
export const mountSmallDisk = (folder: string, megabytes: number): (() => void) => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  return () => {
    execFileSync('umount', [folder], { stdio: 'ignore' })
  }
}

/** Leaves not a byte on the disk of a folder. Returns what makes room again. */
export const fillDisk = (folder: string): (() => void) => {
  const path = join(folder, FILLER)
  const file = openSync(path, 'w')
  try {
    for (let bytes = PIECE.length; bytes > 0; ) bytes = writeSome(file, bytes) ? bytes : Math.floor(bytes / 2)
  } finally {
    closeSync(file)
  }
  return () => rmSync(path, { force: true })
}

const writeSome = (file: number, bytes: number): boolean => {
  try {
    return writeSync(file, PIECE, 0, bytes) > 0
  } catch (error) {
    if (sqlState(error) === 'ENOSPC') return false
    throw error
  }
}
