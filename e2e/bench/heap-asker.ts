import { once } from 'node:events'
import { WebSocket } from 'undici'
import { waitFor } from '../../server/testing/wait-for'
import type { KakouServer } from '../support/server'

/** With these settings a server can be asked what it holds; by a port of its own, since several may run. */
export const ASKABLE = { NODE_OPTIONS: '--inspect=127.0.0.1:0' }

const LISTENING = /Debugger listening on (ws:\S+)/

/** Asks a server that was started `ASKABLE` what its main thread still holds after collecting. */
export class HeapAsker {
  readonly #socket: WebSocket
  #number = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
  }

  static async of(server: KakouServer): Promise<HeapAsker> {
    await waitFor('the inspector to listen', () => LISTENING.test(server.output()))
    const [, url = ''] = LISTENING.exec(server.output()) ?? []
    const socket = new WebSocket(url)
    await once(socket, 'open')
    return new HeapAsker(socket)
  }

  /** MB. */
  async used(): Promise<number> {
    await this.#ask('HeapProfiler.collectGarbage')
    const { usedSize } = (await this.#ask('Runtime.getHeapUsage')) as { usedSize: number }
    return usedSize / 1e6
  }

  end(): void {
    this.#socket.close()
  }

  #ask(method: string): Promise<unknown> {
    const id = ++this.#number
    return new Promise((resolve, reject) => {
      const onMessage = ({ data }: { data: unknown }) => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: unknown }
        if (answer.id !== id) return
        this.#socket.removeEventListener('message', onMessage)
        resolve(answer.result)
      }
      this.#socket.addEventListener('message', onMessage)
      this.#socket.addEventListener('close', () => reject(new Error('the server closed its inspector')), { once: true })
      this.#socket.send(JSON.stringify({ id, method }))
    })
  }
}
