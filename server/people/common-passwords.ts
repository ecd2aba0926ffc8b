import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { projectRoot } from '../process/project-root'

/** One a line, in lower case, the commonest first; lines of `#` say where it comes from. */
const FILE = 'server/people/common-passwords.txt.gz'

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
  const text = (await promisify(gunzip)(await readFile(join(projectRoot(), FILE)))).toString('utf8')
  return new Set(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')))
}

/** Whether many people have this password, in whatever case. */
export const isCommonPassword = async (password: string): Promise<boolean> =>
  (await commonPasswords()).has(password.normalize('NFKC').toLowerCase())
