import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Server as SocketServer } from 'socket.io'
import { systemClock } from '../clock'

/** For so long the other end of a socket may take to answer that it is closed. */
const GOODBYE_MS = 2_000
/** For so long a call that is being answered may take to its end. */
const ANSWER_MS = 10_000

/** Closes the sockets, `upgraded`, and waits for calls that are being answered. One whose other end is gone without a word is not waited for. */
export const letGo = async (io: SocketServer, server: Server, upgraded: ReadonlySet<Duplex>): Promise<void> => {
  const cancels = [
    systemClock.after(GOODBYE_MS, () => {
      for (const socket of upgraded) socket.destroy()
    }),
    systemClock.after(ANSWER_MS, () => server.closeAllConnections()),
  ]
  try {
    // Ends when the last connection has.
    await io.close()
  } finally {
    for (const cancel of cancels) cancel()
  }
}
