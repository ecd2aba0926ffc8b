// For test files that are run by hand: postgres.js as the server's bundle and those of `npm test` have it. Unmended, a database that a test
// takes away may end the whole process, and a file is red all of whose tests are green.
import { readFileSync } from 'node:fs'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { CONNECTION, mend } from '../../process/mended-postgres.mjs'

// Node runs what loads modules in a thread of its own, and asks it for this file again.
if (isMainThread) register(import.meta.url)

export const load = async (url, context, next) => {
  if (!url.startsWith('file:') || !CONNECTION.test(url)) return next(url, context)
  return { format: 'module', source: mend(readFileSync(fileURLToPath(url), 'utf8')), shortCircuit: true }
}
