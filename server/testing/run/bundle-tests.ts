/**
 * Test files as modules of their own, each with all of our code that it uses. Node reads one file in place of hundreds
 * that go through a loader one by one, which took more of the processor than most of the tests. Packages stay outside, but
 * for postgres.js, which is mended as in the server's bundle.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { mendedPostgres } from '../../process/mended-postgres.mjs'

interface TestBundles {
  /** In the order of the sources. */
  paths: string[]
  remove(): void
}

/** And the number of the process that runs them. */
const FOLDER = 'kakou-tests-'
const PROPERTY_SEED = 'server/testing/run/property-seed.mjs'

/** `files`: paths from `root`. */
export async function bundleTests(root: string, files: readonly string[]): Promise<TestBundles> {
  // From there packages are found as from anywhere in the project.
  const parent = join(root, 'node_modules', '.cache')
  mkdirSync(parent, { recursive: true })
  removeLeft(parent)
  const folder = join(parent, `${FOLDER}${process.pid}`)
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [...files],
      outbase: root,
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      // Each file goes on knowing where it lies: `whereItLies` declares the two.
      define: { 'import.meta.url': 'sourceUrl', 'import.meta.dirname': 'sourceFolder' },
      plugins: [mendedPostgres(root), whereItLies(root)],
      sourcemap: 'linked',
      sourcesContent: false,
      logLevel: 'warning',
    })
  } catch (error) {
    remove()
    throw error
  }
  return { paths: files.map((file) => join(folder, file.replace(/\.tsx?$/, '.mjs'))), remove }
}

/** Of a run that was killed: a hundred megabytes each. */
function removeLeft(parent: string): void {
  for (const name of readdirSync(parent)) {
    const owner = name.startsWith(FOLDER) ? Number(name.slice(FOLDER.length)) : Number.NaN
    if (Number.isInteger(owner) && !isAlive(owner)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** On the first line, so that the lines of the source keep their numbers. */
const whereItLies = (root: string): Plugin => ({
  name: 'where it lies',
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:tsx?|mjs)$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      const lines: string[] = []
      if (/from 'fast-check'/.test(source)) lines.push(`import ${JSON.stringify(join(root, PROPERTY_SEED))};`)
      if (source.includes('import.meta.url'))
        lines.push(`const sourceUrl = ${JSON.stringify(pathToFileURL(path).href)};`)
      if (source.includes('import.meta.dirname')) lines.push(`const sourceFolder = ${JSON.stringify(dirname(path))};`)
      return { contents: lines.join(' ') + source, loader: 'default' }
    })
  },
})
