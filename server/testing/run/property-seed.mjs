// Loaded before each test file of `npm test`: properties are tried on one series of cases, so that a run that failed can
// be run again. `KAKOU_SEED=N` takes another series; a file run by hand takes a new one each time.
import fc from 'fast-check'

const DEFAULT_SEED = 20_261_126

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.KAKOU_SEED ?? DEFAULT_SEED) })
