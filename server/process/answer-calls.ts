import { parentPort } from 'node:worker_threads'
import type { ThreadReply } from './asking-thread'

/** The thread's side of AskingThread: answers one call after the other. */
export const answerCalls = <Request, Answer>(answer: (request: Request) => Answer): void => {
  parentPort?.on('message', (request: Request & { call: number }) => {
    let reply: ThreadReply<Answer>
    try {
      reply = { call: request.call, ok: true, answer: answer(request) }
    } catch (error) {
      reply = { call: request.call, ok: false, message: error instanceof Error ? error.message : 'unknown' }
    }
    parentPort?.postMessage(reply)
  })
}
