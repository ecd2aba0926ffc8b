import type { IncomingMessage } from 'node:http'
import { createGunzip } from 'node:zlib'

export class BodyTooLarge extends Error {}
export class BodyUnreadable extends Error {}

/** Reads a body of at most `maxBytes` (also after gunzip). Throws BodyTooLarge or BodyUnreadable. */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip') throw new BodyUnreadable()
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new BodyTooLarge()
  const stream = encoding === 'gzip' ? request.pipe(createGunzip()) : request
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
