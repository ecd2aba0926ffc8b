import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { type CliIo, type Terminal, UsageError } from './command'

const SHORTEST = 12

/** What opens a backup: the content of a file, else a passphrase that is typed where a person sits at the terminal. */
export const backupSecret = async (file: string | undefined, io: CliIo, again: boolean): Promise<Buffer> => {
  const secret = file === undefined ? await typed(io, again) : contentOf(file)
  if (secret.length < SHORTEST) throw new UsageError(`the passphrase or key file must have at least ${SHORTEST} bytes`)
  return secret
}

/** An editor's line end at the end does not count. */
const contentOf = (file: string): Buffer => {
  try {
    const bytes = readFileSync(file)
    const end = bytes.at(-1) === 10 ? (bytes.at(-2) === 13 ? 2 : 1) : 0
    return bytes.subarray(0, bytes.length - end)
  } catch {
    throw new UsageError(`the key file ${file} can not be read`)
  }
}

const typed = async (io: CliIo, again: boolean): Promise<Buffer> => {
  const { input = process.stdin } = io
  if (!input.isTTY) throw new UsageError('nobody can type a passphrase here: give --key-file FILE')
  const first = await ask(io, input, 'Passphrase: ')
  if (again && (await ask(io, input, 'Once more: ')) !== first) throw new UsageError('the two are not the same')
  return Buffer.from(first.normalize('NFC'))
}

/** What is typed is not shown. */
const ask = async (io: CliIo, input: Terminal, question: string): Promise<string> => {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input, output: silent, terminal: true })
  io.err(question)
  try {
    return await reader.question('')
  } finally {
    reader.close()
  }
}
