import { createHash, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../../db/operator-error'
import type { Env } from '../env'
import { KEY_BYTES } from './secret-box'

/** In KAKOU_DATA, where KAKOU_KEY is not set. No backup holds it. */
const FILE = 'kakou.key'

type Place = Pick<Env, 'key' | 'dataDir'>

export const masterKeyFile = ({ dataDir }: Pick<Env, 'dataDir'>): string => join(dataDir, FILE)

/** What a key is called aloud; nothing of the key can be told from it. */
export const keyName = (key: Buffer): string =>
  createHash('sha256').update('kakou key name').update(key).digest('hex').slice(0, 8)

/** KAKOU_KEY, else the one that was made in KAKOU_DATA; null where there is neither. */
export const findMasterKey = (place: Place): Buffer | null => {
  if (place.key !== null) return place.key
  const file = masterKeyFile(place)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new OperatorError(`${file} can not be read: it holds the key of the persons, let this user read it`)
  }
  const key = Buffer.from(text.trim(), 'hex')
  if (key.length !== KEY_BYTES) throw new OperatorError(`${file} holds no key: put the right one back`)
  return key
}

/** The key that is there, else a new one in KAKOU_DATA, readable by this user alone. */
export const makeMasterKey = (place: Place): Buffer => {
  const found = findMasterKey(place)
  if (found !== null) return found
  mkdirSync(place.dataDir, { recursive: true })
  const key = randomBytes(KEY_BYTES)
  try {
    writeKey(masterKeyFile(place), key)
    return key
  } catch (error) {
    // Another process of this instance was first.
    const other = error instanceof Error && 'code' in error && error.code === 'EEXIST' ? findMasterKey(place) : null
    if (other !== null) return other
    throw error
  }
}

/** Puts another key in the place of the one in KAKOU_DATA, or leaves that as it was. */
export const replaceMasterKey = (place: Pick<Env, 'dataDir'>, key: Buffer): void => {
  const next = `${masterKeyFile(place)}.${randomBytes(4).toString('hex')}`
  writeKey(next, key)
  renameSync(next, masterKeyFile(place))
}

const writeKey = (path: string, key: Buffer): void => {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, `${key.toString('hex')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
