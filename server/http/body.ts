import type { IncomingMessage } from 'node:http'
import { createGunzip, type Gunzip } from 'node:zlib'

export class BodyTooLarge extends Error {}
export class BodyUnreadable extends Error {}

/** Reads a body of at most `maxBytes` (also after gunzip). Throws BodyTooLarge or BodyUnreadable. */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip') throw new BodyUnreadable()
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new BodyTooLarge()
  const stream = encoding === 'gzip' ? unzip(request) : request
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    // A request that is ended early takes its socket along, and the answer with it.
    for await (const chunk of stream.iterator({ destroyOnReturn: stream !== request })) {
      const part = chunk as Buffer
      bytes += part.byteLength
      if (bytes > maxBytes) throw new BodyTooLarge()
      chunks.push(part)
    }
  } catch (error) {
    // What is left of it is read and dropped, so that the answer arrives and the connection serves the next call.
    request.unpipe()
    request.resume()
    if (error instanceof BodyTooLarge) throw error
    throw new BodyUnreadable()
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes)
}

/** A caller that breaks off must end the gunzip too, or we would wait for it for ever. */
const unzip = (request: IncomingMessage): Gunzip => {
  const gunzip = request.pipe(createGunzip())
  request.once('close', () => {
    if (!request.complete) gunzip.destroy(new BodyUnreadable())
  })
  return gunzip
}
