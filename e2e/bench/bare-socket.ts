import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/**
 * As little of RFC 6455 as a load needs: text frames over a bare socket. The load shares its processor with what it
 * measures, so each microsecond that a client library takes would be counted against the server.
 */
export interface BareSocket {
  send(text: string): void
  end(): void
}

const TEXT = 0x81
const MASKED = 0x80
const CLOSE = 8

/** @throws Error where the server does not switch protocols, or `onEnd` was called before it did. */
export const openBareSocket = async (
  url: string,
  path: string,
  onText: (text: string) => void,
  onEnd: (error: Error) => void,
): Promise<BareSocket> => {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  socket.on('error', onEnd)
  socket.on('close', () => onEnd(new Error('the server closed the socket')))
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  )
  await readFrames(socket, onText, onEnd)
  return { send: (text) => void socket.write(frame(text)), end: () => socket.destroy() }
}

/** Resolves once the protocols are switched; frames follow for as long as the socket lives. */
const readFrames = (socket: Socket, onText: (text: string) => void, onEnd: (error: Error) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    let rest: Buffer = Buffer.alloc(0)
    let switched = false
    socket.on('data', (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      if (!switched) {
        const end = rest.indexOf('\r\n\r\n')
        if (end < 0) return
        if (!rest.subarray(0, 12).toString().endsWith(' 101')) return reject(new Error('no socket was opened'))
        switched = true
        rest = rest.subarray(end + 4)
        resolve()
      }
      for (let read = readFrame(rest); read !== null; read = readFrame(rest)) {
        rest = rest.subarray(read.bytes)
        if (read.opcode === CLOSE) onEnd(new Error('the server closed the socket'))
        else onText(read.text)
      }
    })
  })

/** The first whole frame, or null. Servers do not mask, and Socket.IO does not fragment. */
const readFrame = (buffer: Buffer): { text: string; opcode: number; bytes: number } | null => {
  if (buffer.length < 2) return null
  // In bounds: two bytes are there.
  const opcode = buffer[0]! & 0x0f
  let length = buffer[1]!
  let head = 2
  if (length === 126) {
    if (buffer.length < 4) return null
    length = buffer.readUInt16BE(2)
    head = 4
  } else if (length === 127) {
    if (buffer.length < 10) return null
    length = Number(buffer.readBigUInt64BE(2))
    head = 10
  }
  if (buffer.length < head + length) return null
  return { text: buffer.toString('utf8', head, head + length), opcode, bytes: head + length }
}

/** A masked text frame; its mask is all zeros, which leaves the text as it is. */
const frame = (text: string): Buffer => {
  const length = Buffer.byteLength(text)
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const buffer = Buffer.alloc(head + 4 + length)
  buffer[0] = TEXT
  if (head === 2) buffer[1] = MASKED | length
  else if (head === 4) {
    buffer[1] = MASKED | 126
    buffer.writeUInt16BE(length, 2)
  } else {
    buffer[1] = MASKED | 127
    buffer.writeBigUInt64BE(BigInt(length), 2)
  }
  buffer.write(text, head + 4)
  return buffer
}
