// Three faults of postgres.js 3.4.9, found by `npm run chaos`, which no release mends yet. A small write waits for the next
// turn; where the connection closes before that,
// - a write that comes later meets no socket, in a callback that nobody can catch, and ends the whole process
//   (porsager/postgres issues 1154 and 1208): here it is rejected as any question on a closed connection is;
// - what waited stays, with its timer that was cleared: the connection that is opened next never sends its greeting, and
//   everybody who waits for it waits for its time-out. Here both are forgotten with the socket.
// And where a connection breaks (a reset, not an end), its questions are rejected by the error, which comes before the close:
// - one that is asked between the two is never answered, and the one that was rejected is kept, so that whoever ends the
//   client later waits for it for as long as he waits at all. Here the close rejects what is left, and keeps nothing.
// And one that costs: an answered question keeps what it was asked with, and V8's collector of the young takes such questions for
// alive until it collects the whole heap. At half load that was 8 MB a second of rows as text. Here it keeps nothing.
// The server's bundle takes the library with these places mended, and so do those of tests (testing/run/bundle-tests.ts).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const MENDS = [
  [
    `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)`,
    `  function nextWrite(fn) {
    if (socket === null) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return true
    }
    const x = socket.write(chunk, fn)`,
  ],
  [
    `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
    `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
  ],
  [
    `    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))`,
    `    if (query || sent.length) error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = null`,
  ],
  [
    `        query.resolve(results || result)`,
    `        query.args = query.parameters = null
        query.resolve(results || result)`,
  ],
]

/** Where the library keeps them. */
export const CONNECTION = /[\\/]postgres[\\/]src[\\/]connection\.js$/

/** @throws Error where the library has other words in these places. */
export const mend = (source) => {
  if (!MENDS.every(([fragile]) => source.includes(fragile))) {
    throw new Error('postgres.js is another: see whether it still needs server/process/mended-postgres.mjs')
  }
  return MENDS.reduce((text, [fragile, mended]) => text.replace(fragile, mended), source)
}

/** A plugin of esbuild's that bundles postgres.js, mended; all other packages stay as they are. */
export const mendedPostgres = (root) => ({
  name: 'mended postgres',
  setup(build) {
    build.onResolve({ filter: /^postgres$/ }, () => ({ path: join(root, 'node_modules/postgres/src/index.js') }))
    build.onLoad({ filter: CONNECTION }, ({ path }) => ({ contents: mend(readFileSync(path, 'utf8')), loader: 'js' }))
  },
})
