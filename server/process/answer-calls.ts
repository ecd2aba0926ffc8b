import { parentPort } from 'node:worker_threads'
import type { ThreadReply } from './asking-thread'

/** The thread's side of AskingThread: answers one call after the other, in the order in which they came. */
export const answerCalls = <Request, Answer>(answer: (request: Request) => Answer | Promise<Answer>): void => {
  let before: Promise<void> = Promise.resolve()
  parentPort?.on('message', (request: Request & { call: number }) => {
    before = before.then(async () => {
      let reply: ThreadReply<Answer>
      try {
        reply = { call: request.call, ok: true, answer: await answer(request) }
      } catch (error) {
        reply = { call: request.call, ok: false, message: error instanceof Error ? error.message : 'unknown' }
      }
      parentPort?.postMessage(reply)
    })
  })
}
