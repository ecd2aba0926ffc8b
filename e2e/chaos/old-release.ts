import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isInstalled } from '../../server/launch.mjs'
import { NotHere } from './fault'

/** Until there is a tag the release before this one is the state so many changes back. */
const CHANGES_BACK = 100

/**
 * The folder of an older release, built. `ref`: which; else the newest tag before this state, else a state some way back.
 * @throws NotHere where this clone does not have it.
 */
export const buildOldRelease = (root: string, ref: string | undefined): { folder: string; name: string } => {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  const find = (name: string): string | null => {
    try {
      return git('rev-parse', '--verify', '--quiet', `${name}^{commit}`)
    } catch {
      return null
    }
  }
  const newestTag = (): string | null => {
    try {
      return git('describe', '--tags', '--abbrev=0', 'HEAD~1')
    } catch {
      return null
    }
  }
  const name = ref ?? newestTag() ?? `HEAD~${CHANGES_BACK}`
  const commit = find(name)
  if (commit === null) {
    throw new NotHere(
      `there is no ${name} in this clone, which may be shallow (git fetch --unshallow --tags), or no clone`,
    )
  }
  const folder = join(tmpdir(), `kakou-release-${commit.slice(0, 12)}`)
  if (!existsSync(folder)) {
    // Renamed into place when it is whole.
    const unfinished = `${folder}.${process.pid}`
    mkdirSync(unfinished)
    const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1 << 30 })
    execFileSync('tar', ['x', '-C', unfinished], { input: archive })
    renameSync(unfinished, folder)
  }
  const modules = join(folder, 'node_modules')
  if (!existsSync(modules)) copyTree(join(root, 'node_modules'), modules)
  // Where that release names other packages it installs its own.
  if (!isInstalled(folder)) rmSync(modules, { recursive: true })
  execFileSync(process.execPath, ['server/launch.mjs', '--prepare'], { cwd: folder, stdio: ['ignore', 2, 2] })
  return { folder, name: `${name} (${commit.slice(0, 8)})` }
}

/** By links to the same files, where it is the same disk: the build looks at nothing that lies outside of its folder. */
const copyTree = (from: string, to: string) => {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' })
  } catch {
    rmSync(to, { recursive: true, force: true })
    execFileSync('cp', ['-a', from, to], { stdio: 'ignore' })
  }
}
