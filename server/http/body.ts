import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

export class BodyTooLarge extends Error {}
export class BodyUnreadable extends Error {}

/** Reads a body of at most `maxBytes` (also after gunzip). Throws BodyTooLarge or BodyUnreadable. */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip') throw new BodyUnreadable()
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new BodyTooLarge()
  // A pipeline, not a pipe: a caller that breaks off must end the gunzip too, or we would wait for it for ever.
  const stream = encoding === 'gzip' ? pipeline(request, createGunzip(), () => {}) : request
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of stream) {
      const part = chunk as Buffer
      bytes += part.byteLength
      if (bytes > maxBytes) throw new BodyTooLarge()
      chunks.push(part)
    }
  } catch (error) {
    if (error instanceof BodyTooLarge) throw error
    throw new BodyUnreadable()
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes)
}
