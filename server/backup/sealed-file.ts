/**
 * A backup's file: `KAKOU-BACKUP-1\n`, a line of JSON with salt, cost and nonce, then gzip in pieces of 1 MiB, each under
 * AES-256-GCM with its number and whether it is the last: a piece that was changed, moved, left out, or an end that
 * was cut off is found. The key comes of the secret by Argon2id.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Transform } from 'node:stream'
import { hashRaw } from '@node-rs/argon2'
import { OperatorError } from '../../db/operator-error'

const MAGIC = 'KAKOU-BACKUP-1\n'
const PIECE_BYTES = 1024 * 1024
const TAG_BYTES = 16
const NONCE_BYTES = 7
const MAX_HEAD_BYTES = 4_096

interface FileHead {
  /** base64 */
  salt: string
  nonce: string
  memoryKiB: number
  iterations: number
}

/** The library's number for it; its enum does not exist at run time. */
const ARGON2ID = 2
/** 64 MiB and three passes: about a fifth of a second, once a backup. */
const COST = { memoryKiB: 65_536, iterations: 3 }

const keyOf = ({ salt, memoryKiB, iterations }: FileHead, secret: Buffer): Promise<Buffer> =>
  hashRaw(secret, {
    algorithm: ARGON2ID,
    salt: Buffer.from(salt, 'base64'),
    memoryCost: memoryKiB,
    timeCost: iterations,
    parallelism: 1,
    outputLen: 32,
  })

const nonceOf = (start: Buffer, number: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12)
  start.copy(nonce)
  nonce.writeUInt32BE(number, NONCE_BYTES)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}

/** Encrypts what is written to it. */
export const sealingStream = async (secret: Buffer): Promise<Transform> => {
  const head: FileHead = {
    salt: randomBytes(16).toString('base64'),
    nonce: randomBytes(NONCE_BYTES).toString('base64'),
    ...COST,
  }
  const text = Buffer.from(`${MAGIC}${JSON.stringify(head)}\n`)
  const key = await keyOf(head, secret)
  const start = Buffer.from(head.nonce, 'base64')
  let held: Buffer[] = []
  let bytes = 0
  let number = 0
  const seal = (plain: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(start, number++, last))
    cipher.setAAD(text)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      held.push(chunk)
      bytes += chunk.length
      // One byte over a piece shows that the piece is not the last.
      if (bytes > PIECE_BYTES) {
        let all = Buffer.concat(held)
        while (all.length > PIECE_BYTES) {
          this.push(seal(all.subarray(0, PIECE_BYTES), false))
          all = all.subarray(PIECE_BYTES)
        }
        held = [all]
        bytes = all.length
      }
      done()
    },
    flush(done) {
      this.push(seal(Buffer.concat(held), true))
      done()
    },
  })
  stream.push(text)
  return stream
}

const WRONG = 'the backup does not open: the passphrase or key file is another, or the file was damaged or cut off'

/** Decrypts a backup. Throws OperatorError where it is none, the secret is another, or a byte is not as it was. */
export async function* openSealed(file: AsyncIterable<Buffer>, secret: Buffer): AsyncGenerator<Buffer> {
  const reader = new PieceReader(file)
  const { head, text } = await readHead(reader)
  const key = await keyOf(head, secret)
  const start = Buffer.from(head.nonce, 'base64')
  for (let number = 0; ; number++) {
    const box = await reader.take(PIECE_BYTES + TAG_BYTES)
    const last = await reader.ended()
    if (box.length < TAG_BYTES) throw new OperatorError(WRONG)
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(start, number, last))
    decipher.setAAD(text)
    decipher.setAuthTag(box.subarray(box.length - TAG_BYTES))
    let plain: Buffer
    try {
      plain = Buffer.concat([decipher.update(box.subarray(0, box.length - TAG_BYTES)), decipher.final()])
    } catch {
      throw new OperatorError(WRONG)
    }
    yield plain
    if (last) return
  }
}

const readHead = async (reader: PieceReader): Promise<{ head: FileHead; text: Buffer }> => {
  const text = await reader.takeLines(2, MAX_HEAD_BYTES)
  const [magic, line] = text?.toString().split(/(?<=\n)/) ?? []
  if (text === null || magic !== MAGIC || line === undefined) throw new OperatorError('this is no backup of Kakou')
  try {
    const head = JSON.parse(line) as FileHead
    // The cost comes out of the file, before anything is known to be genuine: it may not take the machine.
    const affordable = head.memoryKiB <= 1_048_576 && head.iterations <= 20
    if (affordable && Buffer.from(head.nonce, 'base64').length === NONCE_BYTES) return { head, text }
  } catch {
    // The same answer as for a head that reads and makes no sense.
  }
  throw new OperatorError(WRONG)
}

/** Takes exact numbers of bytes from chunks of any size. */
class PieceReader {
  readonly #chunks: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)
  #done = false

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** So many bytes; fewer where the file ends. */
  async take(length: number): Promise<Buffer> {
    const parts = [this.#held]
    let bytes = this.#held.length
    while (bytes < length && !this.#done) {
      const next = await this.#next()
      parts.push(next)
      bytes += next.length
    }
    const all = Buffer.concat(parts)
    this.#held = all.subarray(length)
    return all.subarray(0, length)
  }

  /** So many lines, or null where they are not there within `limit` bytes. */
  async takeLines(count: number, limit: number): Promise<Buffer | null> {
    while (this.#held.length < limit && !this.#done) this.#held = Buffer.concat([this.#held, await this.#next()])
    let at = -1
    for (let n = 0; n < count; n++) {
      at = this.#held.indexOf(10, at + 1)
      if (at < 0 || at >= limit) return null
    }
    const lines = this.#held.subarray(0, at + 1)
    this.#held = this.#held.subarray(at + 1)
    return lines
  }

  /** Whether nothing comes after what was taken. */
  async ended(): Promise<boolean> {
    while (this.#held.length === 0 && !this.#done) this.#held = await this.#next()
    return this.#held.length === 0
  }

  async #next(): Promise<Buffer> {
    const { value, done } = await this.#chunks.next()
    this.#done = done === true
    return done === true ? Buffer.alloc(0) : value
  }
}
