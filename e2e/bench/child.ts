import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A part of a bench in a process of its own: the load must not run in the loop that measures, nor in the server's. */
export class Child<Ask, Answer> {
  readonly #process: ChildProcess
  #failed: Error | null = null

  private constructor(child: ChildProcess) {
    this.#process = child
    child.once('exit', () => {
      this.#failed = new Error('a process of the bench ended')
    })
  }

  /** `script` is a file of this folder. Resolves with its first message. */
  static async start<Ask, Answer>(script: string, args: readonly string[]): Promise<[Child<Ask, Answer>, Answer]> {
    const url = new URL(script, import.meta.url)
    const child = new Child<Ask, Answer>(fork(url, [...args], { execArgv: ['--import', 'tsx'] }))
    return [child, await child.#next()]
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  /** One question at a time, one answer to each. */
  ask(question: Ask): Promise<Answer> {
    const answer = this.#next()
    this.#process.send(question as object)
    return answer
  }

  end(): void {
    this.#process.kill()
  }

  #next(): Promise<Answer> {
    if (this.#failed !== null) return Promise.reject(this.#failed)
    return new Promise((resolve, reject) => {
      const onExit = () => reject(new Error('a process of the bench ended'))
      this.#process.once('exit', onExit)
      this.#process.once('message', (message) => {
        this.#process.off('exit', onExit)
        resolve(message as Answer)
      })
    })
  }
}

/** Linux counts processor time in these. */
const TICK_MS = 10

/** Processor time of a process so far, ms; NaN where the system does not say. */
export const processorMs = (pid: number | undefined): number => {
  try {
    // After the name in brackets: state is field 3, user and system time are fields 14 and 15.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  } catch {
    return Number.NaN
  }
}

/** Memory that a process holds, MB; NaN where the system does not say. */
export const residentMb = (pid: number | undefined): number => {
  try {
    const [, kb] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kb) / 1024
  } catch {
    return Number.NaN
  }
}
