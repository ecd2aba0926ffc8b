/** What the page asks of the worker, and what it answers; null where the browser cannot make a digest. */
export interface DigestOrder {
  id: number
  name: string
  salt: Uint8Array
  memoryKiB: number
  iterations: number
  hashBytes: number
}

export interface DigestAnswer {
  id: number
  digest: Uint8Array | null
}
