import type { Sql } from 'postgres'
import { findKeys } from '../../db/stores/secret-key-store'
import type { Env } from '../env'
import { findMasterKey, keyName, masterKeyFile } from './master-key'

type Place = Pick<Env, 'key' | 'dataDir'>

const LOST = 'without it all persons, and the sealed copies on tablets, are lost'

/** What the operator must know of the key, in a sentence. */
export const whereKeyLies = (place: Place): string => {
  const key = findMasterKey(place)
  if (key === null)
    return `KAKOU_KEY is not set: a key will be made in ${masterKeyFile(place)}; ${LOST}, so keep a copy`
  if (place.key !== null) return `${keyName(key)}, from KAKOU_KEY: no backup holds it, and ${LOST}: keep a copy apart`
  return `${keyName(key)}, in ${masterKeyFile(place)}: no backup holds it, and ${LOST}: keep a copy apart`
}

/** Why the keys of this database can't be opened here; null where they can, or where there are none yet. */
export const keyFault = async (sql: Sql, place: Place): Promise<string | null> => {
  const key = findMasterKey(place)
  const name = key === null ? null : keyName(key)
  const missing = [...new Set((await findKeys(sql)).map(({ master }) => master))].filter((master) => master !== name)
  return missing.length === 0 ? null : keyFaultOf(missing)
}

export const keyFaultOf = (missing: readonly string[]): string =>
  `the persons of this database are sealed under the key ${missing.join(', ')}, which is not the one here: set KAKOU_KEY to it, or put kakou.key back into KAKOU_DATA; ${LOST}`
