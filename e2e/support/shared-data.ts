import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** The folder with real road networks, which lies beside the project and is not a part of it; null where it is absent. */
export const sharedData = (): string | null =>
  ['..', '../..', '../../..']
    .map((up) => resolve(import.meta.dirname, '../..', up, 'shared/data'))
    .find((folder) => existsSync(folder)) ?? null
