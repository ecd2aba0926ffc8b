import type { IncomingMessage } from 'node:http'
import { constants, inflateRawSync } from 'node:zlib'
import type { Server as SocketServer } from 'socket.io'

/**
 * Compression of messages (RFC 7692) is agreed on at the door, where the protocol has not said yet whether somebody is a
 * tablet or a screen. A client that was agreed with compresses what it sends as well, which a tablet and we would pay for:
 * so it is for those who say that they are a screen, in the address of their socket (`?as=screen`). Each message stands
 * alone, so that no side keeps a window, and what we send is compressed once for all (`delta-frames.ts`).
 */
const NEGOTIATED = {
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  // The library itself compresses nothing that we send.
  threshold: Number.POSITIVE_INFINITY,
}
const EXTENSION = 'permessage-deflate'
/** What a sender leaves out at the end of each message. */
const TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff])
/** All that a screen has to say. */
const MAX_BYTES = 16_384
const NOTHING = Buffer.alloc(0)

type Inflated = (error: Error | null, data?: Buffer) => void

/** What we use of the websocket library below Engine.IO. */
interface Deflating {
  decompress(data: Buffer, isLast: boolean, done: Inflated): void
  cleanup(): void
}
interface Transport {
  name: string
  socket?: { extensions?: string; _extensions?: Record<string, Deflating | undefined> }
}
interface Connection {
  transport: Transport
  once(event: 'upgrade', listener: (transport: Transport) => void): void
}
interface Engine {
  opts: { wsEngine: new (options: object) => object }
  init(): void
  on(event: 'connection', listener: (connection: Connection) => void): void
}

/** Whether whoever is on this transport takes compressed messages. */
export const takesDeflated = ({ socket }: { socket?: { extensions?: string } }): boolean =>
  socket?.extensions === EXTENSION

/** Takes an offer away of who is no screen, or wants a smaller window than all others have. */
export const dropUnfitOffer = ({ headers, url }: IncomingMessage): void => {
  const isScreen = /[?&]as=screen(&|$)/.test(url ?? '')
  if (!isScreen || headers['sec-websocket-extensions']?.includes('server_max_window_bits')) {
    delete headers['sec-websocket-extensions']
  }
}

/** Agrees to compression with all who still offer it, and reads what they compress. */
export const agreeToDeflate = (io: SocketServer): void => {
  const engine = io.engine as unknown as Engine
  const { opts } = engine
  // Not by Engine.IO's own option, with which it would encode each message anew for each socket.
  opts.wsEngine = class extends opts.wsEngine {
    constructor(options: object) {
      super({ ...options, perMessageDeflate: NEGOTIATED })
    }
  }
  engine.init()
  engine.on('connection', (connection) => {
    const read = ({ socket }: Transport) => {
      const deflating = socket?._extensions?.[EXTENSION]
      if (deflating === undefined) return
      // What it made for the messages before an upgrade.
      deflating.cleanup()
      deflating.decompress = inflateWhole()
    }
    read(connection.transport)
    connection.once('upgrade', read)
  })
}

/**
 * In place of the library's own: that sends each message through the threads that read files, and keeps a window of 40 kB
 * for each socket. Here it takes some ten microseconds and nothing stays. The library bounds what comes in pieces.
 */
const inflateWhole = (): Deflating['decompress'] => {
  let pieces: Buffer[] = []
  return (data, isLast, done) => {
    pieces.push(data)
    const whole = isLast ? Buffer.concat([...pieces, TAIL]) : null
    if (isLast) pieces = []
    // Never within the call: the reader of frames would go one deeper for each.
    queueMicrotask(() => {
      if (whole === null) return done(null, NOTHING)
      let message: Buffer
      try {
        message = inflateRawSync(whole, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_BYTES })
      } catch (error) {
        return done(error instanceof Error ? error : new Error(String(error)))
      }
      done(null, message)
    })
  }
}
