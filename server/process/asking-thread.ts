import type { Worker } from 'node:worker_threads'
import { openThread, type ThreadSource } from './open-thread'

/** What a thread sends back for the call with that number. */
export type ThreadReply<Answer> = { call: number } & ({ ok: true; answer: Answer } | { ok: false; message: string })

/** A worker thread as promises. A thread that ended is opened anew by the next call, without what it held. */
export class AskingThread<Request extends object, Answer> {
  #worker: Worker | null = null
  #closed = false
  #call = 0
  readonly #source: ThreadSource
  readonly #waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>()

  constructor(source: ThreadSource) {
    this.#source = source
  }

  /** How many calls wait for their answer. */
  get waiting(): number {
    return this.#waiting.size
  }

  ask(request: Request): Promise<Answer> {
    if (this.#closed) return Promise.reject(new Error('the thread was closed'))
    this.#worker ??= this.#open()
    const call = ++this.#call
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject })
      worker.postMessage({ ...request, call })
    })
  }

  /** Ends the thread that runs, and what it holds; the next call opens another. */
  async rest(): Promise<void> {
    await this.#worker?.terminate()
  }

  /** Ends it for good: what is under way is rejected, and nothing opens it again. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#worker?.terminate()
  }

  #open(): Worker {
    const worker = openThread(this.#source)
    worker.unref()
    worker.on('message', (reply: ThreadReply<Answer>) => {
      const waiting = this.#waiting.get(reply.call)
      this.#waiting.delete(reply.call)
      if (reply.ok) waiting?.resolve(reply.answer)
      else waiting?.reject(new Error(reply.message))
    })
    const fail = (reason: string) => {
      if (this.#worker !== worker) return
      this.#worker = null
      for (const { reject } of this.#waiting.values()) reject(new Error(reason))
      this.#waiting.clear()
    }
    worker.on('error', (error) => fail(error instanceof Error ? error.message : 'the thread failed'))
    worker.on('exit', () => fail('the thread ended'))
    return worker
  }
}
