import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'moved-clock.mjs')).href

/** The clock of one server, which differs from the machine's by what it was set to. */
export class ServerClock {
  readonly #file: string
  #movedMs = 0

  constructor(folder: string, name: string) {
    this.#file = join(folder, `${name}.clock`)
    this.move(0)
  }

  /** Has a server that is started with it go by this clock. */
  get env(): Record<string, string> {
    return { KAKOU_MOVED_CLOCK: this.#file, NODE_OPTIONS: `--import ${PRELOAD}` }
  }

  get movedMs(): number {
    return this.#movedMs
  }

  now(): number {
    return Date.now() + this.#movedMs
  }

  /** Whether the server that runs goes by it already. */
  isTaken(): boolean {
    return Number(readFileSync(`${this.#file}.taken`, 'utf8')) === this.#movedMs
  }

  move(ms: number): void {
    this.#movedMs = ms
    // Renamed into place, so that no half of it is ever read.
    writeFileSync(`${this.#file}.new`, String(ms))
    renameSync(`${this.#file}.new`, this.#file)
  }
}
