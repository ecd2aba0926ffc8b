import type { DigestParameters } from '#protocol/policy'
import { bytesOf, textOf } from './base64url'
import type { DigestAnswer, DigestOrder } from './digest-order'

/** Makes digests in a worker, which is started with the first one; base64url, as the watch list has them. */
export type Digester = (name: string, how: DigestParameters) => Promise<string>

export function startDigester(): Digester {
  let worker: Worker | undefined
  let orders = 0
  const waiting = new Map<number, { resolve: (digest: string) => void; reject: (why: Error) => void }>()

  const failAll = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the worker of the watch list failed'))
    waiting.clear()
    worker?.terminate()
    worker = undefined
  }

  const start = (): Worker => {
    const started = new Worker(new URL('./digest-worker.ts', import.meta.url), { type: 'module' })
    started.addEventListener('error', failAll)
    started.addEventListener('message', ({ data: { id, digest } }: MessageEvent<DigestAnswer>) => {
      const order = waiting.get(id)
      waiting.delete(id)
      if (digest) order?.resolve(textOf(digest))
      else order?.reject(new Error('this browser makes no digest'))
    })
    return started
  }

  return (name, how) =>
    new Promise((resolve, reject) => {
      worker ??= start()
      orders += 1
      waiting.set(orders, { resolve, reject })
      const order: DigestOrder = {
        id: orders,
        name,
        salt: bytesOf(how.salt),
        memoryKiB: how.memoryKiB,
        iterations: how.iterations,
        hashBytes: how.hashBytes,
      }
      worker.postMessage(order)
    })
}
