/** How far a reader has come: bytes of the file read, over all its passes, and bytes to read. */
export type ReadProgress = (done: number, total: number) => void
