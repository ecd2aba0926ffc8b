import { Worker } from 'node:worker_threads'

export type ThreadSource = 'coverage/coverage-worker' | 'planning/planning-worker' | 'roads/import-worker'

/**
 * Opens a thread of ours. `source` names its TypeScript file from `server/`; in the built server the threads lie beside
 * the bundle under their own names, and from the sources a thread first learns to read TypeScript.
 */
export const openThread = (source: ThreadSource, workerData?: unknown): Worker => {
  const base = import.meta.url
  if (!base.endsWith('.ts')) return new Worker(new URL(`./${source.split('/').at(-1)}.mjs`, base), { workerData })
  const file = new URL(`../${source}.ts`, base).href
  const tsx = import.meta.resolve('tsx/esm/api')
  const start = `import { register } from ${JSON.stringify(tsx)}; register(); await import(${JSON.stringify(file)})`
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(start)}`), { workerData })
}
