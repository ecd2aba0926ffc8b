/**
 * Shares commits: jobs that arrive while a flush is under way wait together and go out in the next one. A job is never
 * split, so that a message is stored whole or not at all. No timer: an idle database takes a lone job at once, together
 * with what was read from the sockets in the same turn of the event loop. What somebody at a barrier waits for goes first
 * (`isFirst`), half a flush of it beside a whole one of what drains, so that neither starves the other.
 */
interface GroupCommitOptions<Job, Verdict> {
  /** Stores the jobs in one transaction and returns their verdicts in order; throws where nothing can be promised. */
  flush(jobs: readonly Job[]): Promise<readonly Verdict[]>
  /** Rows of a job. */
  weight(job: Job): number
  /** Rows of one flush, at most (a larger job goes alone), and half as many that go first. */
  maxRows: number
  maxInFlight: number
  /** Rows that must wait before a flush goes out beside another: small ones cost as much as large ones. */
  minRowsBeside: number
  /** Rows that may wait; past it `submit` answers null at once. What goes first finds room for one flush more. */
  maxWaitingRows: number
}

interface Waiting<Job, Verdict> {
  job: Job
  resolve(verdict: Verdict): void
  reject(error: unknown): void
}

export class GroupCommit<Job, Verdict> {
  readonly #options: GroupCommitOptions<Job, Verdict>
  readonly #first: Waiting<Job, Verdict>[] = []
  readonly #waiting: Waiting<Job, Verdict>[] = []
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
  submit(job: Job, isFirst = false): Promise<Verdict> | null {
    const { weight: weigh, maxWaitingRows, maxRows } = this.#options
    const weight = weigh(job)
    const most = isFirst ? maxWaitingRows + maxRows : maxWaitingRows
    if (this.#closed || (this.#waitingRows > 0 && this.#waitingRows + weight > most)) return null
    return new Promise((resolve, reject) => {
      const queue = isFirst ? this.#first : this.#waiting
      queue.push({ job, resolve, reject })
      this.#waitingRows += weight
      this.#gather()
    })
  }

  /** Takes nothing more and waits until all that was taken has its verdict. */
  close(): Promise<void> {
    this.#closed = true
    if (this.#inFlight === 0 && this.#isEmpty) return Promise.resolve()
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
    if (this.#isEmpty || this.#inFlight >= this.#options.maxInFlight) return false
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
    const { maxRows } = this.#options
    const first = this.#head(this.#first, this.#waiting.length > 0 ? maxRows / 2 : maxRows)
    // Beside and not within what is left: a job of a whole flush would wait for as long as others go first.
    return [...first, ...this.#head(this.#waiting, maxRows)]
  }

  /** Takes jobs from the head of a queue, of so many rows at most; one that alone is more goes alone. */
  #head(queue: Waiting<Job, Verdict>[], maxRows: number): Waiting<Job, Verdict>[] {
    let [rows, count] = [0, 0]
    for (const { job } of queue) {
      const weight = this.#options.weight(job)
      if (count > 0 && rows + weight > maxRows) break
      rows += weight
      count++
    }
    this.#waitingRows -= rows
    return queue.splice(0, count)
  }

  get #isEmpty(): boolean {
    return this.#first.length === 0 && this.#waiting.length === 0
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
      if (this.#inFlight === 0 && this.#isEmpty) for (const idle of this.#idle.splice(0)) idle()
    }
  }
}
