// Loaded by `npm test` before each file that tries properties: they are tried on one series of cases, so that a run that
// failed can be run again. `KAKOU_SEED=N` takes another series, `KAKOU_RUNS=N` so many cases of each; a file run by hand takes a
// new series each time.
import fc from 'fast-check'

const DEFAULT_SEED = 20_261_126

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env.KAKOU_SEED ?? DEFAULT_SEED),
  ...(process.env.KAKOU_RUNS === undefined ? {} : { numRuns: Number(process.env.KAKOU_RUNS) }),
})
