import { constants, deflateRawSync } from 'node:zlib'
import type { Namespace, Socket } from 'socket.io'
import type { Delta } from '#protocol/live'
import type { Screen } from './broadcaster'
import { takesDeflated } from './inflate'

/** Of a whole text message, uncompressed and compressed (RFC 6455, 5.2; RFC 7692, 7.2). */
const TEXT = 0x81
const DEFLATED_TEXT = 0xc1
/** The tail of an empty block, which the other side adds again. */
const TAIL_BYTES = 4
/** The quickest: what repeats in a delta are its names, and those it finds. */
const LEVEL = 1

/** What Engine.IO takes beside a packet: a frame that is written as it is, to a websocket. */
interface Framed {
  compress: false
  wsPreEncodedFrame: readonly Buffer[]
}

/**
 * Sends a delta to many screens: written as text once, framed once, and compressed once for all who take that. Only to
 * screens of this server: through an adapter, a dead Redis would keep it from all.
 */
export const sendDelta =
  (namespace: Namespace) =>
  (screens: readonly Screen[], delta: Delta): void => {
    // A packet of Socket.IO is `2`, an event; Engine.IO's `4`, a message, is before it in the frame.
    const packet = `2${namespace.name},${JSON.stringify(['delta', delta])}`
    const frames = new Frames(`4${packet}`)
    for (const { id } of screens) {
      const socket = namespace.sockets.get(id)
      // A client that polls is sent the text, and takes it compressed by HTTP.
      socket?.conn.write(packet, takesDeflated(transportOf(socket)) ? frames.deflated : frames.plain)
    }
  }

/** Of one message, each made when it is first asked for. */
class Frames {
  readonly #text: string
  #plain: Framed | null = null
  #deflated: Framed | null = null

  constructor(text: string) {
    this.#text = text
  }

  get plain(): Framed {
    this.#plain ??= framedAs(TEXT, Buffer.from(this.#text))
    return this.#plain
  }

  get deflated(): Framed {
    this.#deflated ??= framedAs(DEFLATED_TEXT, deflate(this.#text))
    return this.#deflated
  }
}

const transportOf = ({ conn }: Socket) => conn.transport as { socket?: { extensions?: string } }

const deflate = (text: string): Buffer => {
  const whole = deflateRawSync(text, { level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH })
  return whole.subarray(0, whole.length - TAIL_BYTES)
}

const framedAs = (kind: number, payload: Buffer): Framed => ({
  compress: false,
  wsPreEncodedFrame: [Buffer.concat([head(kind, payload.length), payload])],
})

/** Of an unmasked frame, as servers send them. */
const head = (kind: number, length: number): Buffer => {
  if (length < 126) return Buffer.from([kind, length])
  if (length < 65_536) return Buffer.from([kind, 126, length >> 8, length & 0xff])
  const bytes = Buffer.alloc(10)
  bytes[0] = kind
  bytes[1] = 127
  bytes.writeBigUInt64BE(BigInt(length), 2)
  return bytes
}
