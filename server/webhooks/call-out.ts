import { type Agent, request } from 'undici'
import { SECOND_MS } from '#domain/instant'
import { RefusedAddress } from './guarded-agent'

const ANSWER_BYTES = 64 * 1024
const ANSWER_MS = 10 * SECOND_MS

type Called = { status: number; body: string } | { fault: string }

/** One call, and the beginning of its answer; why there is none, in words that hold neither address nor secret. */
export const callOut = async (
  agent: Agent,
  call: { url: string; headers: Record<string, string>; body: string | Buffer },
): Promise<Called> => {
  const { url, headers, body } = call
  try {
    const answer = await request(url, {
      method: 'POST',
      headers,
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    return { status: answer.statusCode, body: await firstBytes(answer.body) }
  } catch (error) {
    if (error instanceof RefusedAddress) return { fault: error.message }
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { fault: code === '' ? 'no answer' : `no answer (${code})` }
  }
}

/** Nobody can make us keep more. */
const firstBytes = async (body: AsyncIterable<Buffer> & { destroy(): void }): Promise<string> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    parts.push(part)
    length += part.length
    if (length > ANSWER_BYTES) {
      body.destroy()
      break
    }
  }
  return Buffer.concat(parts).toString('utf8', 0, ANSWER_BYTES)
}
