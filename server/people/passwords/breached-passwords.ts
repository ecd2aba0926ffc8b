import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/**
 * Passwords that were in some breach, as a file that the operator fetches once: the SHA-1 form of Pwned Passwords that is
 * ordered by hash. A line is 40 hexadecimal digits, a colon and how often it was seen. The file has some 40 GB, so it is
 * never read whole: each look halves it.
 */

/** No line is longer: 40 digits, the colon, a count, CR and LF. */
const LONGEST_LINE = 64
/** So many places are looked at when the server starts, to see whether the file is in order. */
const SAMPLES = 64
const LINE = /^([0-9A-Fa-f]{40}):\d{1,15}\r?$/

/** Why this file can't be looked up in; null where it can. It is looked at here and there, not read. */
export const breachedFileFault = (path: string): string | null => {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return 'a file that is there and that this user may read'
  }
  try {
    const stat = fstatSync(file)
    if (!stat.isFile() || stat.size === 0) return 'a file that is not empty'
    let before = ''
    for (let sample = 0; sample <= SAMPLES; sample++) {
      const from = Math.floor((Math.max(0, stat.size - LONGEST_LINE) * sample) / SAMPLES)
      const hash = hashIn(readChunk(file, from, stat.size), from, stat.size)
      if (hash === null)
        return `lines of 40 hexadecimal digits, a colon and a count (the SHA-1 form of Pwned Passwords, unpacked); at byte ${from} it is otherwise`
      if (hash < before)
        return `lines ordered by hash; at byte ${from} they are not: fetch the form that is ordered by hash, or sort it with LC_ALL=C sort`
      before = hash
    }
    return null
  } finally {
    closeSync(file)
  }
}

const readChunk = (file: number, from: number, size: number): string => {
  const bytes = Buffer.alloc(Math.min(size - from, 3 * LONGEST_LINE))
  const read = readSync(file, bytes, 0, bytes.length, from)
  return bytes.toString('latin1', 0, read)
}

/** The hash of the first line that begins in a chunk, or of the last line where none does; null where it is no line. */
const hashIn = (chunk: string, from: number, size: number): string | null => {
  const isEnd = from + chunk.length >= size
  const lines = chunk.split('\n')
  // What the chunk begins with is the rest of a line, what it ends with the beginning of one.
  if (from > 0) lines.shift()
  if (!isEnd || lines.at(-1) === '') lines.pop()
  const line = lines[0]
  return line === undefined ? null : (LINE.exec(line)?.[1]?.toUpperCase() ?? null)
}

/** How often the password was seen in a breach; 0 where it never was. Throws where the file can't be read any more. */
export const timesBreached = async (path: string, password: string): Promise<number> => {
  const hash = createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase()
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return await search(file, size, hash)
  } finally {
    await file.close()
  }
}

/** The line of the hash begins at `low` or later and before `high`, if it is there at all; both begin lines. */
const search = async (file: FileHandle, size: number, hash: string): Promise<number> => {
  let low = 0
  let high = size
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    // The line that holds the byte in the middle, which may begin before it.
    const from = Math.max(low, middle - LONGEST_LINE)
    const bytes = Buffer.alloc(2 * LONGEST_LINE)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
    const chunk = bytes.toString('latin1', 0, bytesRead)
    const start = chunk.lastIndexOf('\n', middle - from - 1) + 1
    const end = chunk.indexOf('\n', start)
    const line = end < 0 ? chunk.slice(start) : chunk.slice(start, end)
    const found = LINE.exec(line)?.[1]?.toUpperCase()
    if (found === undefined) throw new Error(`the file of breached passwords has no line at byte ${from + start}`)
    if (found === hash) return Number(line.slice(41))
    if (found < hash) low = from + start + line.length + 1
    else high = from + start
  }
  return 0
}
