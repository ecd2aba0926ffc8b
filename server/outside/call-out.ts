import type { Agent } from 'undici'
import { SECOND_MS } from '#domain/instant'
import { guardedAgent, RefusedAddress } from './guarded-agent'

const ANSWER_BYTES = 64 * 1024
const ANSWER_MS = 10 * SECOND_MS

interface Call {
  url: string
  headers: Record<string, string>
  body: string | Buffer
}
type Called = { status: number; body: string } | { fault: string }

/** Calls addresses outside. What it calls with is loaded with the first call: most servers never make one. */
export class OutsideCaller {
  readonly #allowed: readonly string[]
  #loading: Promise<{ agent: Agent; request: typeof import('undici').request }> | null = null

  /** `allowed`: names (or addresses) that may lie inside the network, in lower case. */
  constructor(allowed: readonly string[]) {
    this.#allowed = allowed
  }

  /** One call, and the beginning of its answer; why there is none, in words that hold neither address nor secret. */
  async call({ url, headers, body }: Call): Promise<Called> {
    this.#loading ??= import('undici').then((undici) => ({
      agent: guardedAgent(undici, this.#allowed),
      request: undici.request,
    }))
    const { agent, request } = await this.#loading
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

  async close(): Promise<void> {
    await (await this.#loading)?.agent.close()
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
