import { createHmac, hash } from 'node:crypto'

/** Of a text, hexadecimal. */
export type Digest = (content: string) => string

const BLOCK_BYTES = 64
const HASH_BYTES = 32
/** A longer content is rare, and takes the plain way. */
const KEPT_BYTES = 4_096
/** UTF-8 has no more bytes than this for a UTF-16 unit. */
const BYTES_A_UNIT = 3

/**
 * HMAC-SHA-256 (RFC 2104) under a key of at most 64 bytes. Made of one-shot hashes over buffers that are kept, since an
 * Hmac object for each entry costs more than the hashing itself.
 */
export const keyedDigest = (key: Buffer): Digest => {
  if (key.length > BLOCK_BYTES) throw new RangeError(`the key of a digest has at most ${BLOCK_BYTES} bytes`)
  const inner = Buffer.alloc(BLOCK_BYTES + KEPT_BYTES, 0x36)
  const outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES, 0x5c)
  for (const [index, byte] of key.entries()) {
    inner[index] = byte ^ 0x36
    outer[index] = byte ^ 0x5c
  }
  return (content) => {
    if (content.length * BYTES_A_UNIT > KEPT_BYTES) return createHmac('sha256', key).update(content).digest('hex')
    const bytes = inner.write(content, BLOCK_BYTES)
    outer.write(hash('sha256', inner.subarray(0, BLOCK_BYTES + bytes), 'binary'), BLOCK_BYTES, 'latin1')
    return hash('sha256', outer, 'hex')
  }
}
