import type { EngineReply, EngineRequest, Question, Stations, TrialAnswer } from './messages'

/**
 * The worker as a thing that follows: of what-ifs that come while one is computed only the newest is computed next, so that
 * a drag is never behind by more than one answer.
 */
export class Engine {
  readonly #worker: Worker
  readonly #listen: (event: EngineEvent) => void
  #busy = false
  #opened = false
  #next: Question | null = null

  constructor(worker: Worker, listen: (event: EngineEvent) => void) {
    this.#worker = worker
    this.#listen = listen
    worker.onmessage = ({ data }: MessageEvent<EngineReply>) => this.#take(data)
    worker.onerror = () => listen({ kind: 'failed', reason: 'roads' })
  }

  open(network: Omit<Extract<EngineRequest, { kind: 'open' }>, 'kind'>): void {
    this.#send({ kind: 'open', ...network })
  }

  stations(stations: Stations): void {
    this.#send({ kind: 'stations', stations })
  }

  try(question: Question): void {
    this.#next = question
    this.#ask()
  }

  close(): void {
    this.#worker.terminate()
  }

  #ask(): void {
    if (this.#next === null || this.#busy || !this.#opened) return
    const question = this.#next
    this.#next = null
    this.#busy = true
    this.#send({ kind: 'try', question })
  }

  #take(reply: EngineReply): void {
    if (reply.kind === 'failed') this.#listen(reply)
    if (reply.kind === 'opened') {
      this.#opened = true
      this.#listen(reply)
    }
    if (reply.kind === 'tried') {
      this.#busy = false
      this.#listen({ kind: 'tried', answer: reply.answer })
    }
    this.#ask()
  }

  #send(request: EngineRequest): void {
    this.#worker.postMessage(request)
  }
}

type EngineEvent = Extract<EngineReply, { kind: 'opened' | 'failed' }> | { kind: 'tried'; answer: TrialAnswer }
