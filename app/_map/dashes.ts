import type { Part } from './tile-view'

/** A pen that draws lines as dashes, each of its own: `lineTo` sees none of what lies between. */
interface DashPen {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
}

/** A dash of no length is a dot, if it has any length at all. */
const DOT_PX = 0.01

/**
 * Lays the dashes of a pattern along a line, CSS px. `phase` is how far into the pattern the line begins, so that a road's rhythm
 * hangs on the road alone: not on where its trouble begins, nor on which part of it is painted. Only what the part shows is drawn.
 */
export class Dasher {
  readonly #pattern: readonly number[]
  readonly #length: number
  #pen: DashPen | null = null
  #index = 0
  #left = 0
  #x = 0
  #y = 0

  /** An even count of lengths, drawn and left out by turns. */
  constructor(pattern: readonly number[]) {
    this.#pattern = pattern.map((length, at) => (at % 2 === 0 ? Math.max(length, DOT_PX) : length))
    this.#length = this.#pattern.reduce((sum, length) => sum + length, 0)
  }

  begin(pen: DashPen, x: number, y: number, phase: number): void {
    this.#pen = pen
    this.#seek(phase)
    this.#x = x
    this.#y = y
    if (this.#isDrawn) pen.moveTo(x, y)
  }

  /** To the line's next vertex; dashes of an edge that the part does not show are left out. */
  lineTo(x: number, y: number, { left, top, right, bottom }: Part, around: number): void {
    const [x0, y0] = [this.#x, this.#y]
    const length = Math.hypot(x - x0, y - y0)
    this.#x = x
    this.#y = y
    const pen = this.#pen
    if (!pen || length === 0) return
    const isOff =
      Math.max(x0, x) < left - around ||
      Math.min(x0, x) > right + around ||
      Math.max(y0, y) < top - around ||
      Math.min(y0, y) > bottom + around
    if (isOff) {
      this.#seek(this.#at + length)
      if (this.#isDrawn) pen.moveTo(x, y)
      return
    }
    let done = 0
    while (this.#left <= length - done) {
      done += this.#left
      const [atX, atY] = [x0 + ((x - x0) * done) / length, y0 + ((y - y0) * done) / length]
      if (this.#isDrawn) pen.lineTo(atX, atY)
      else pen.moveTo(atX, atY)
      this.#index = (this.#index + 1) % this.#pattern.length
      this.#left = this.#pattern[this.#index] ?? this.#length
    }
    this.#left -= length - done
    if (this.#isDrawn) pen.lineTo(x, y)
  }

  get #isDrawn(): boolean {
    return this.#index % 2 === 0
  }

  /** How far into the pattern the pen is. */
  get #at(): number {
    let before = 0
    for (let index = 0; index <= this.#index; index++) before += this.#pattern[index] ?? 0
    return before - this.#left
  }

  #seek(phase: number): void {
    let left = ((phase % this.#length) + this.#length) % this.#length
    this.#index = 0
    while (left >= (this.#pattern[this.#index] ?? this.#length)) {
      left -= this.#pattern[this.#index] ?? 0
      this.#index = (this.#index + 1) % this.#pattern.length
    }
    this.#left = (this.#pattern[this.#index] ?? this.#length) - left
  }
}
