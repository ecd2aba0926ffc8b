/**
 * Shares commits: jobs that arrive while a flush is under way wait together and go out in the next one. A job is never
 * split, so that a message is stored whole or not at all. No timer: an idle database takes a lone job at once, together
 * with what was read from the sockets in the same turn of the event loop.
 */
interface GroupCommitOptions<Job, Verdict> {
  /** Stores the jobs in one transaction and returns their verdicts in order; throws where nothing can be promised. */
  flush(jobs: readonly Job[]): Promise<readonly Verdict[]>
  /** Rows of a job. */
  weight(job: Job): number
  /** Rows of one flush, at most (a larger job goes alone). */
  maxRows: number
  maxInFlight: number
  /** Rows that must wait before a flush goes out beside another: small ones cost as much as large ones. */
  minRowsBeside: number
  /** Rows that may wait; past it `submit` answers null at once. */
  maxWaitingRows: number
}

interface Waiting<Job, Verdict> {
  job: Job
  resolve(verdict: Verdict): void
  reject(error: unknown): void
}

export class GroupCommit<Job, Verdict> {
  readonly #options: GroupCommitOptions<Job, Verdict>
  #waiting: Waiting<Job, Verdict>[] = []
  #waitingRows = 0
  #inFlight = 0
  #closed = false
  #gathering = false
  #idle: (() => void)[] = []

  constructor(options: GroupCommitOptions<Job, Verdict>) {
    this.#options = options
  }

  get waitingRows(): number {
    return this.#waitingRows
  }

  /** The verdict after its commit, or null where too much waits. Rejects where the flush failed. */
  submit(job: Job): Promise<Verdict> | null {
    const weight = this.#options.weight(job)
    if (this.#closed || (this.#waitingRows > 0 && this.#waitingRows + weight > this.#options.maxWaitingRows))
      return null
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject })
      this.#waitingRows += weight
      this.#gather()
    })
  }

  /** Takes nothing more and waits until all that was taken has its verdict. */
  close(): Promise<void> {
    this.#closed = true
    if (this.#inFlight === 0 && this.#waiting.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  /** What one turn of the event loop brings goes out together. */
  #gather(): void {
    if (this.#gathering || this.#inFlight >= this.#options.maxInFlight) return
    this.#gathering = true
    setImmediate(() => {
      this.#gathering = false
      this.#pump()
    })
  }

  #mayFlush(): boolean {
    if (this.#waiting.length === 0 || this.#inFlight >= this.#options.maxInFlight) return false
    return this.#inFlight === 0 || this.#waitingRows >= this.#options.minRowsBeside
  }

  #pump(): void {
    while (this.#mayFlush()) {
      const batch = this.#take()
      this.#inFlight++
      // `#run` settles every job itself and never rejects.
      void this.#run(batch)
    }
  }

  #take(): Waiting<Job, Verdict>[] {
    let rows = 0
    let count = 0
    for (const { job } of this.#waiting) {
      const weight = this.#options.weight(job)
      if (count > 0 && rows + weight > this.#options.maxRows) break
      rows += weight
      count++
    }
    this.#waitingRows -= rows
    return this.#waiting.splice(0, count)
  }

  async #run(batch: Waiting<Job, Verdict>[]): Promise<void> {
    try {
      const verdicts = await this.#options.flush(batch.map(({ job }) => job))
      for (const [index, waiting] of batch.entries()) {
        const verdict = verdicts[index]
        if (verdict === undefined) waiting.reject(new Error('a flush gave fewer verdicts than jobs'))
        else waiting.resolve(verdict)
      }
    } catch (error) {
      for (const waiting of batch) waiting.reject(error)
    } finally {
      this.#inFlight--
      this.#gather()
      if (this.#inFlight === 0 && this.#waiting.length === 0) for (const idle of this.#idle.splice(0)) idle()
    }
  }
}
