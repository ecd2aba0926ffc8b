/**
 * The steps of `npm run check`, side by side. Each finding is one line `file:line rule: reason`; a step that cannot run
 * at all counts as failed, so that a broken tool never looks like a clean house.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { checkDocuments } from './doc-rules'
import { type Finding, formatFinding } from './finding'
import { checkImports } from './import-rules'
import { mendExports } from './mend-exports'
import { checkLicences, checkLock, checkPins, type LockFile, type PackageManifest } from './package-rules'
import { type ScannedFile, scanSource } from './source-scan'
import { listFiles, readSources } from './source-tree'
import { checkText } from './text-rules'
import { checkUnusedExports } from './unused-exports'
import { checkUnusedWords } from './unused-words'
import { checkFloors } from './version-floors'

type StepResult = { findings: Finding[]; trouble?: string }
type Step = { name: string; run: () => Promise<StepResult> | StepResult }

const STEP_TIMEOUT_MS = 120_000

/** Runs every step and prints what was found. @returns how many steps passed and failed. */
export async function runChecks(root: string): Promise<{ passed: number; failed: number }> {
  const startedAt = performance.now()
  ensureNextTypes(root)
  const sources = readSources(root).map(scanSource)
  const steps = stepsOf(root, sources)
  let failed = 0
  await Promise.all(
    steps.map(async (step) => {
      const from = performance.now()
      const result = await Promise.resolve()
        .then(step.run)
        .catch((error: unknown): StepResult => ({ findings: [], trouble: String(error) }))
      const seconds = ((performance.now() - from) / 1000).toFixed(1)
      const bad = result.findings.length > 0 || result.trouble !== undefined
      if (bad) failed++
      const lines = result.findings.map(formatFinding)
      if (result.trouble !== undefined) lines.push(result.trouble)
      const verdict = bad ? `${lines.length} finding${lines.length === 1 ? '' : 's'}` : 'ok'
      process.stdout.write([`${bad ? '✗' : '✓'} ${step.name}: ${verdict} (${seconds} s)`, ...lines, ''].join('\n'))
    }),
  )
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(
    `check: ${steps.length - failed} passed, ${failed} failed, ${sources.length} files, ${seconds} s\n`,
  )
  return { passed: steps.length - failed, failed }
}

/** Mends what needs no thought: format, order of imports, words `export` that nobody needs. Then check says the rest. */
export async function mend(root: string): Promise<void> {
  const sources = readSources(root).map(scanSource)
  const findings = checkUnusedExports(sources)
  for (const file of sources) {
    const own = findings.filter((finding) => finding.file === file.path)
    const mended = own.length > 0 ? mendExports(file, own) : file.text
    if (mended !== file.text) writeFileSync(join(root, file.path), mended)
  }
  await runNode(root, [packageBin('@biomejs/biome', 'bin/biome'), 'check', '--write', '.'])
}

function stepsOf(root: string, sources: ScannedFile[]): Step[] {
  const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8'))
  const lock = () => readJson<LockFile>('package-lock.json')
  return [
    { name: 'format and lint', run: () => biome(root) },
    { name: 'types', run: () => typeCheck(root, '.') },
    { name: 'types of the domain (no Node, no DOM)', run: () => typeCheck(root, 'server/domain') },
    { name: 'imports', run: () => ({ findings: checkImports(sources) }) },
    { name: 'house rules', run: () => ({ findings: checkText(sources) }) },
    { name: 'unused exports', run: () => ({ findings: checkUnusedExports(sources) }) },
    { name: 'unused words', run: () => ({ findings: checkUnusedWords(sources) }) },
    { name: 'documents', run: () => ({ findings: documentFindings(root) }) },
    {
      name: 'pins and lock file',
      run: () => {
        const text = readFileSync(join(root, 'package.json'), 'utf8')
        return { findings: [...checkPins(JSON.parse(text) as PackageManifest, text), ...checkLock(lock())] }
      },
    },
    { name: 'known weaknesses', run: () => ({ findings: checkFloors(lock()) }) },
    { name: 'licences', run: () => ({ findings: checkLicences(lock(), (path) => installedLicence(root, path)) }) },
  ]
}

function documentFindings(root: string): Finding[] {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const files = listFiles(root)
  const documents = files.filter((path) => path.endsWith('.md')).map((path) => ({ path, text: read(path) }))
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'))
  const commands = [...read('server/cli/kakou.ts').matchAll(/^ {2}'?([a-z -]+)'?: \(\) => import/gm)]
  return checkDocuments(documents, {
    files,
    scripts: Object.keys(scripts),
    commands: commands.map((match) => match[1] ?? ''),
  })
}

/** Next writes this file when it builds; without it a fresh clone would not know what a CSS module is. */
function ensureNextTypes(root: string): void {
  const path = join(root, 'next-env.d.ts')
  if (existsSync(path)) return
  writeFileSync(path, '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n')
}

function installedLicence(root: string, path: string): string | undefined {
  const manifest = join(root, path, 'package.json')
  if (!existsSync(manifest)) return undefined
  const { license }: { license?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'))
  return typeof license === 'string' ? license : ''
}

const packageBin = (name: string, bin: string) =>
  join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), bin)

async function biome(root: string): Promise<StepResult> {
  const args = [packageBin('@biomejs/biome', 'bin/biome'), 'check', '--reporter=concise', '--max-diagnostics=none', '.']
  const { code, output } = await runNode(root, args)
  // `! path:line:column: rule: message`; a format error has no line.
  const findings = [...output.matchAll(/^[!×ℹ✖]\s(.+?)(?::(\d+):\d+)?: ([\w/-]+): (.+)$/gmu)].map((match) => ({
    file: match[1] ?? '',
    line: Number(match[2] ?? 0),
    rule: match[3] ?? '',
    reason: match[4] ?? '',
  }))
  return code === 0 ? { findings: [] } : { findings, ...(findings.length === 0 && { trouble: output.trim() }) }
}

async function typeCheck(root: string, project: string): Promise<StepResult> {
  const args = [packageBin('typescript', 'bin/tsc'), '--noEmit', '--pretty', 'false', '-p', project]
  const { code, output } = await runNode(root, args)
  if (code === 0) return { findings: [] }
  // `path(line,column): error TS2322: message`; indented lines carry on the message before.
  const findings = [...output.matchAll(/^(\S.*?)\((\d+),\d+\): error (TS\d+): (.+)$/gm)].map((match) => ({
    file: match[1] ?? '',
    line: Number(match[2] ?? 0),
    rule: match[3] ?? '',
    reason: match[4] ?? '',
  }))
  return { findings, ...(findings.length === 0 && { trouble: output.trim() }) }
}

/** Runs a tool in Node and gathers what it prints; ends it by force after STEP_TIMEOUT_MS. */
function runNode(cwd: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: STEP_TIMEOUT_MS })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (code, signal) => {
      resolve({ code: code ?? 1, output: signal === null ? output : `${output}\nended by ${signal}` })
    })
  })
}
