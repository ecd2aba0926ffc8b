import { argon2id } from 'hash-wasm'
import type { DigestAnswer, DigestOrder } from './digest-order'

/**
 * Off the main thread: one digest takes a tenth of a second or more, and much memory, so that nobody who finds a tablet
 * can try all the plates of a city against its watch list.
 */
addEventListener('message', ({ data }: MessageEvent<DigestOrder>) => {
  const { id, name, salt, memoryKiB, iterations, hashBytes } = data
  const answer = (said: DigestAnswer) => postMessage(said)
  argon2id({
    password: name,
    salt,
    memorySize: memoryKiB,
    iterations,
    parallelism: 1,
    hashLength: hashBytes,
    outputType: 'binary',
  }).then(
    (digest) => answer({ id, digest }),
    () => answer({ id, digest: null }),
  )
})
