import type { Worker } from 'node:worker_threads'
import { openThread } from '../process/open-thread'
import type { CoverageAnswer, WorkerAnswer, WorkerRequest } from './worker-messages'

type Call =
  | Omit<Extract<WorkerRequest, { kind: 'network' }>, 'call'>
  | Omit<Extract<WorkerRequest, { kind: 'stations' }>, 'call'>
  | Omit<Extract<WorkerRequest, { kind: 'evaluate' }>, 'call'>

/** The worker thread as promises. A thread that ended is opened anew by the next call, without its network. */
export class CoverageThread {
  #worker: Worker | null = null
  #closed = false
  #call = 0
  readonly #waiting = new Map<number, { resolve(answer: CoverageAnswer): void; reject(error: Error): void }>()

  ask(request: Call): Promise<CoverageAnswer> {
    if (this.#closed) return Promise.reject(new Error('the thread was closed'))
    this.#worker ??= this.#open()
    const call = ++this.#call
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject })
      worker.postMessage({ ...request, call })
    })
  }

  /** Ends it for good: what is under way is rejected, and nothing opens it again. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#worker?.terminate()
  }

  #open(): Worker {
    const worker = openThread('coverage/coverage-worker')
    worker.unref()
    worker.on('message', (reply: WorkerAnswer) => {
      const waiting = this.#waiting.get(reply.call)
      this.#waiting.delete(reply.call)
      if (reply.ok) waiting?.resolve(reply.answer)
      else waiting?.reject(new Error(reply.message))
    })
    const fail = (reason: string) => {
      if (this.#worker === worker) this.#worker = null
      for (const { reject } of this.#waiting.values()) reject(new Error(reason))
      this.#waiting.clear()
    }
    worker.on('error', (error) => fail(error instanceof Error ? error.message : 'the thread failed'))
    worker.on('exit', () => fail('the thread ended'))
    return worker
  }
}
