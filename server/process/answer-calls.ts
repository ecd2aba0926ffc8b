import { parentPort } from 'node:worker_threads'
import type { ThreadReply } from './asking-thread'

/**
 * The thread's side of AskingThread: answers one call after the other, in the order in which they came. What is `given` away goes
 * over without a copy and is the thread's no longer.
 */
export const answerCalls = <Request, Answer>(
  answer: (request: Request) => Answer | Promise<Answer>,
  given: (answer: Answer) => readonly Uint8Array[] = () => [],
): void => {
  let before: Promise<void> = Promise.resolve()
  parentPort?.on('message', (request: Request & { call: number }) => {
    before = before.then(async () => {
      let reply: ThreadReply<Answer>
      let bytes: readonly Uint8Array[] = []
      try {
        const found = await answer(request)
        reply = { call: request.call, ok: true, answer: found }
        bytes = given(found)
      } catch (error) {
        reply = { call: request.call, ok: false, message: error instanceof Error ? error.message : 'unknown' }
      }
      parentPort?.postMessage(
        reply,
        bytes.map(({ buffer }) => buffer as ArrayBuffer),
      )
    })
  })
}
