/** A Float64Array that grows: import meets millions of coordinates and does not know how many. */
export class GrowableFloats {
  private values = new Float64Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.values.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  /** Forgets what was pushed after the first `length` values. */
  shorten(length: number): void {
    this.length = length
  }

  finish(): Float64Array {
    return this.values.slice(0, this.length)
  }
}

/** The same for whole numbers of 32 bits. */
export class GrowableInts {
  private values = new Int32Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.values.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  replaceLast(value: number): void {
    this.values[this.length - 1] = value
  }

  at(index: number): number {
    return index < this.length ? (this.values[index] ?? -1) : -1
  }

  /** Forgets what was pushed after the first `length` values. */
  shorten(length: number): void {
    this.length = length
  }

  finish(): Int32Array {
    return this.values.slice(0, this.length)
  }
}
