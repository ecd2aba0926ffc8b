import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BodyTooLarge, BodyUnreadable } from './body'

/** A form whose files lie on disk: of an upload of any size no more than a piece is in memory. */
export interface SpooledForm {
  /** Where the files lie; whoever takes the form takes it away. */
  folder: string
  files: ReadonlyMap<string, { path: string; name: string; bytes: number }>
  fields: ReadonlyMap<string, string>
}

const MOST_PARTS = 20
const LARGEST_HEAD_BYTES = 8_192
const LARGEST_FIELD_BYTES = 10_000
const HEAD_END = Buffer.from('\r\n\r\n')

/** Reads `multipart/form-data` (RFC 7578) as it comes. Throws BodyTooLarge or BodyUnreadable, and then leaves nothing on disk. */
export const spoolForm = async (request: IncomingMessage, maxBytes: number): Promise<SpooledForm> => {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]{1,70})"?/i.exec(
    request.headers['content-type'] ?? '',
  )?.[1]
  if (boundary === undefined) throw new BodyUnreadable()
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new BodyTooLarge()
  const folder = await mkdtemp(join(tmpdir(), 'kakou-upload-'))
  const parts = new PartWriter(folder)
  try {
    await splitParts(request, boundary, maxBytes, parts)
    return { folder, files: parts.files, fields: parts.fields }
  } catch (error) {
    await parts.abandon()
    await rm(folder, { recursive: true, force: true })
    // What is left of it is read and dropped, so that the answer arrives.
    request.resume()
    if (error instanceof BodyTooLarge || error instanceof BodyUnreadable) throw error
    throw new BodyUnreadable()
  }
}

const splitParts = async (
  request: IncomingMessage,
  boundary: string,
  maxBytes: number,
  parts: PartWriter,
): Promise<void> => {
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first delimiter has no line before it.
  let rest = Buffer.from('\r\n')
  let state: 'before' | 'head' | 'part' | 'end' = 'before'
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).byteLength
    if (bytes > maxBytes) throw new BodyTooLarge()
    rest = Buffer.concat([rest, chunk as Buffer])
    for (;;) {
      if (state === 'end') break
      if (state === 'head') {
        if (rest.length < 2) break
        if (rest.subarray(0, 2).toString() === '--') {
          state = 'end'
          break
        }
        const at = rest.indexOf(HEAD_END)
        if (at < 0) {
          if (rest.length > LARGEST_HEAD_BYTES) throw new BodyUnreadable()
          break
        }
        await parts.begin(rest.subarray(0, at).toString('utf8'))
        rest = rest.subarray(at + HEAD_END.length)
        state = 'part'
        continue
      }
      const at = rest.indexOf(delimiter)
      const sure = at < 0 ? Math.max(0, rest.length - delimiter.length) : at
      if (state === 'part') await parts.write(rest.subarray(0, sure))
      rest = rest.subarray(at < 0 ? sure : at + delimiter.length)
      if (at < 0) break
      if (state === 'part') await parts.end()
      state = 'head'
    }
  }
  if (state !== 'end') throw new BodyUnreadable()
}

class PartWriter {
  readonly files = new Map<string, { path: string; name: string; bytes: number }>()
  readonly fields = new Map<string, string>()
  #count = 0
  #file: { key: string; name: string; path: string; bytes: number; stream: WriteStream } | null = null
  #field: { key: string; text: Buffer[]; bytes: number } | null = null
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async begin(head: string): Promise<void> {
    this.#count += 1
    if (this.#count > MOST_PARTS) throw new BodyUnreadable()
    const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(head)?.[1]
    const key = /\bname="([^"]{1,100})"/.exec(disposition ?? '')?.[1]
    if (key === undefined) throw new BodyUnreadable()
    const name = /\bfilename="([^"]*)"/.exec(disposition ?? '')?.[1]
    if (name === undefined) {
      this.#field = { key, text: [], bytes: 0 }
      return
    }
    // Never by a name from outside.
    const path = join(this.#folder, `part-${this.#count}`)
    this.#file = { key, name: name.slice(0, 200), path, bytes: 0, stream: createWriteStream(path) }
  }

  async write(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return
    if (this.#field !== null) {
      this.#field.bytes += bytes.length
      if (this.#field.bytes > LARGEST_FIELD_BYTES) throw new BodyTooLarge()
      this.#field.text.push(Buffer.from(bytes))
      return
    }
    const file = this.#file
    if (file === null) return
    file.bytes += bytes.length
    await new Promise<void>((resolve, reject) => {
      file.stream.write(bytes, (error) => (error ? reject(error) : resolve()))
    })
  }

  async end(): Promise<void> {
    if (this.#field !== null) this.fields.set(this.#field.key, Buffer.concat(this.#field.text).toString('utf8'))
    this.#field = null
    const file = this.#file
    if (file === null) return
    await new Promise<void>((resolve, reject) => {
      file.stream.once('error', reject)
      file.stream.end(() => resolve())
    })
    const { key, path, name, bytes } = file
    this.files.set(key, { path, name, bytes })
    this.#file = null
  }

  async abandon(): Promise<void> {
    this.#file?.stream.destroy()
  }
}
