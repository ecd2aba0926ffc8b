import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { jsonFaultAt } from './json-fault'
import { unreadable } from './read-json'
import type { ReadProgress } from './read-progress'
import { RoadFileError } from './road-file-error'

/** More than any one road is. */
const LARGEST_ELEMENT_BYTES = 16 * 1024 * 1024

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
/** `{ key : [` and inside the list the depth at which its elements stand. */
const LIST_DEPTH = 2

/**
 * Visits the objects of the list `features` or `elements` of a JSON object, one in memory at a time, so that the file may be of
 * any size. Returns which list it was; null where it found none.
 * Throws RoadFileError: unreadable, too-large, cut-off, damaged.
 */
export async function eachElement(
  file: string,
  progress: ReadProgress,
  visit: (element: unknown, list: 'features' | 'elements') => void,
): Promise<'features' | 'elements' | null> {
  const { size } = await stat(file).catch((error: unknown) => {
    throw unreadable(file, error)
  })
  const scanner = new ElementScanner(file, visit)
  const stream = createReadStream(file, { highWaterMark: 1 << 20 })
  let read = 0
  try {
    for await (const chunk of stream) {
      scanner.take(chunk as Buffer)
      read += (chunk as Buffer).length
      progress(read, size)
    }
  } catch (error) {
    if (error instanceof RoadFileError) throw error
    throw unreadable(file, error)
  }
  if (!scanner.isComplete) throw new RoadFileError(file, { kind: 'cut-off', byte: size, within: 'JSON' })
  return scanner.found
}

class ElementScanner {
  found: 'features' | 'elements' | null = null
  private depth = 0
  private inString = false
  private isEscaped = false
  private begun = false
  /** Bytes before the chunk at hand. */
  private before = 0
  /** The last string at depth 1: the key of what follows. */
  private key: number[] = []
  private lastKey = ''
  private list: 'features' | 'elements' | null = null
  /** The element under way: what earlier chunks hold of it, and where it begins in the file. */
  private parts: Buffer[] = []
  private partsBytes = 0
  private elementAt = -1

  constructor(
    private readonly file: string,
    private readonly visit: (element: unknown, list: 'features' | 'elements') => void,
  ) {}

  get isComplete(): boolean {
    return this.begun && this.depth === 0
  }

  take(chunk: Buffer): void {
    let from = this.elementAt >= 0 ? 0 : -1
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (this.inString) {
        if (this.isEscaped) this.isEscaped = false
        else if (byte === BACKSLASH) this.isEscaped = true
        else if (byte === QUOTE) {
          this.inString = false
          if (this.depth === 1) this.lastKey = Buffer.from(this.key).toString('latin1')
          continue
        }
        if (this.depth === 1 && this.key.length < 16) this.key.push(byte)
        continue
      }
      if (byte === QUOTE) {
        this.inString = true
        if (this.depth === 1) this.key = []
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        this.begun = true
        if (this.list !== null && this.depth === LIST_DEPTH && byte === OPEN_BRACE) {
          from = at
          this.elementAt = this.before + at
        }
        if (this.depth === 1 && byte === OPEN_BRACKET && (this.lastKey === 'features' || this.lastKey === 'elements')) {
          this.list = this.lastKey
          this.found = this.list
        }
        this.depth += 1
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        this.depth -= 1
        if (this.depth < 0) throw this.damaged(this.before + at)
        if (this.list === null) continue
        if (this.depth === LIST_DEPTH && this.elementAt >= 0) {
          this.finish(chunk.subarray(from, at + 1))
          from = -1
        } else if (this.depth < LIST_DEPTH) this.list = null
      }
    }
    if (from >= 0) this.keep(chunk.subarray(from))
    this.before += chunk.length
  }

  private keep(bytes: Buffer): void {
    this.partsBytes += bytes.length
    if (this.partsBytes > LARGEST_ELEMENT_BYTES) {
      const what = `the element at byte ${this.elementAt}`
      const fault = { kind: 'too-large', what, bytes: this.partsBytes, limit: LARGEST_ELEMENT_BYTES } as const
      throw new RoadFileError(this.file, fault)
    }
    this.parts.push(Buffer.from(bytes))
  }

  private finish(bytes: Buffer): void {
    const text = (this.parts.length === 0 ? bytes : Buffer.concat([...this.parts, bytes])).toString('utf8')
    const begins = this.elementAt
    this.parts = []
    this.partsBytes = 0
    this.elementAt = -1
    let element: unknown
    try {
      element = JSON.parse(text)
    } catch {
      throw this.damaged(begins + Buffer.byteLength(text.slice(0, jsonFaultAt(text))))
    }
    if (this.list !== null) this.visit(element, this.list)
  }

  private damaged(byte: number): RoadFileError {
    return new RoadFileError(this.file, { kind: 'damaged', byte, reason: 'this is not JSON' })
  }
}
