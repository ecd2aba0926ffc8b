import { type ChildProcess, fork } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** Processor time of an embedded Postgres so far, of all its processes and those that ended, ms; NaN where the system does not say. */
export const databaseMs = (dataDir: string): number => {
  try {
    const postmaster = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]
    let ticks = 0
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      // As above: the parent is field 4, the time of children that ended is fields 16 and 17.
      const fields = statOf(pid)
      if (pid === postmaster) for (const at of [11, 12, 13, 14]) ticks += Number(fields[at])
      else if (fields[1] === postmaster) for (const at of [11, 12]) ticks += Number(fields[at])
    }
    return ticks * TICK_MS
  } catch {
    return Number.NaN
  }
}

/** What the system says of a process after its name in brackets; nothing where it ended meanwhile. */
const statOf = (pid: string): string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  } catch {
    return []
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
