// postgres.js 3.4.9 ends the whole process where a connection closes between a small write and the turn in which it goes
// out (porsager/postgres issues 1154 and 1208): the write meets no socket, in a callback that nobody can catch. As long
// as no release mends it, the server's bundle takes the library with the one function that does it guarded: what was to
// be written is rejected as any query of a closed connection is. Found by `npm run chaos`.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const FRAGILE = `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)`
const MENDED = `  function nextWrite(fn) {
    if (socket === null) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return true
    }
    const x = socket.write(chunk, fn)`

/** A plugin of esbuild's that bundles postgres.js, mended; all other packages stay as they are. */
export const mendedPostgres = (root) => ({
  name: 'mended postgres',
  setup(build) {
    build.onResolve({ filter: /^postgres$/ }, () => ({ path: join(root, 'node_modules/postgres/src/index.js') }))
    build.onLoad({ filter: /[\\/]postgres[\\/]src[\\/]connection\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      if (!source.includes(FRAGILE)) {
        return { errors: [{ text: 'postgres.js is another: see whether it still needs server/process/mended-postgres.mjs' }] }
      }
      return { contents: source.replace(FRAGILE, MENDED), loader: 'js' }
    })
  },
})
