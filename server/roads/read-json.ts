import { readFile, stat } from 'node:fs/promises'
import { jsonFaultAt } from './json-fault'
import { RoadFileError } from './road-file-error'

/** Larger files of JSON don't fit one string; .osm.pbf is the format for them. */
const LARGEST_JSON_BYTES = 400 * 1024 * 1024

export type JsonObject = { readonly [key: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads a whole file as JSON. Throws RoadFileError: unreadable, too-large, cut-off, damaged. */
export async function readJson(file: string, largestBytes = LARGEST_JSON_BYTES): Promise<unknown> {
  let text: string
  try {
    const { size } = await stat(file)
    if (size > largestBytes) {
      throw new RoadFileError(file, { kind: 'too-large', what: 'the file', bytes: size, limit: largestBytes })
    }
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof RoadFileError) throw error
    throw unreadable(file, error)
  }
  return parseJson(file, text)
}

/** Parses JSON; says at which byte it ends too soon or goes wrong. */
export function parseJson(file: string, text: string): unknown {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  try {
    return JSON.parse(content)
  } catch {
    if (content.trim() === '') {
      throw new RoadFileError(file, { kind: 'other-kind', looksLike: 'an empty file', wanted: 'JSON' })
    }
    const at = jsonFaultAt(content)
    const byte = Buffer.byteLength(text.slice(0, at + (text.length - content.length)))
    if (at === content.length) throw new RoadFileError(file, { kind: 'cut-off', byte, within: 'JSON' })
    throw new RoadFileError(file, { kind: 'damaged', byte, reason: 'this is not JSON' })
  }
}

export function unreadable(file: string, error: unknown): RoadFileError {
  const code = isObject(error) && typeof error.code === 'string' ? error.code : ''
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'this user may not read it',
    EISDIR: 'it is a folder',
  }
  return new RoadFileError(file, { kind: 'unreadable', reason: reasons[code] ?? (code || 'reading failed') })
}
