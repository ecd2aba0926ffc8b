/** Stands before a server and, once it is published, hands out the worker of another build, as a newer release does. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'

interface NewerBuild {
  url: string
  publish(): void
  stop(): Promise<void>
}

export const NEWER_CACHE = 'kakou-tablet-newer'

export async function startNewerBuild(port: number): Promise<NewerBuild> {
  let isPublished = false
  const open = new Set<Socket>()

  const hand = (asked: IncomingMessage, given: ServerResponse): void => {
    const isWorker = isPublished && asked.url === '/sw.js'
    const headers = { ...asked.headers, ...(isWorker ? { 'accept-encoding': 'identity' } : {}) }
    const forward = request({ host: '127.0.0.1', port, path: asked.url, method: asked.method, headers }, (answer) => {
      if (!isWorker) {
        given.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(given)
        return
      }
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const { 'content-length': _otherLength, ...rest } = answer.headers
        given.writeHead(answer.statusCode ?? 502, rest)
        given.end(
          Buffer.concat(parts)
            .toString()
            .replace(/kakou-tablet-[\w-]+'/, `${NEWER_CACHE}'`),
        )
      })
    })
    forward.on('error', () => given.destroy())
    asked.pipe(forward)
  }

  const server = createServer(hand)
  server.on('upgrade', (asked: IncomingMessage, near: Socket, head: Buffer) => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    const lines = asked.rawHeaders.flatMap((value, index, all) =>
      index % 2 === 0 ? [`${value}: ${all[index + 1]}`] : [],
    )
    far.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    far.write(head)
    far.pipe(near).pipe(far)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    publish() {
      isPublished = true
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of open) socket.destroy()
      server.closeAllConnections()
      await closed
    },
  }
}
