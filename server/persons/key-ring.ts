import {
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { normaliseIdNumber } from '#domain/identifiers/id-number'
import { normalisePersonName } from '#domain/identifiers/name'
import { normalisePhone } from '#domain/identifiers/phone'
import type { PersonMark } from '#domain/privacy/personal'
import { OperatorError } from '../../db/operator-error'
import {
  findKeys,
  insertKey,
  KEY_PURPOSES,
  type KeyPurpose,
  lockKeys,
  type SecretKeyRow,
} from '../../db/stores/secret-key-store'
import type { Env } from '../env'
import { keyFaultOf } from './key-place'
import { findMasterKey, keyName, makeMasterKey } from './master-key'
import { KEY_BYTES, keyOfBox, openBox, sealBox } from './secret-box'

type Place = Pick<Env, 'key' | 'dataDir'>

interface HeldKey {
  id: number
  purpose: KeyPurpose
  secret: Buffer
  publicKey: JsonWebKey | null
  retired: boolean
}

const NORMALISE: Record<PersonMark, (text: string) => string> = {
  name: normalisePersonName,
  phone: normalisePhone,
  idNumber: normaliseIdNumber,
}
const MARK_BYTES = 12

/**
 * The keys of what is personal, opened with the master key and held in memory. They are made with the instance; a
 * server that is given another master key holds none of them, and says which one it wants.
 */
export class KeyRing {
  #keys: HeldKey[] = []
  /** Names of master keys that open what is here, and that we don't have. */
  #missing: string[] = []

  /** Reads the keys; makes them, and the master key where there is none, in a database that has none. */
  async load(sql: Sql, place: Place, nowMs: number): Promise<void> {
    let rows = await findKeys(sql)
    const purposes = new Set(rows.filter(({ retiredAt }) => retiredAt === null).map(({ purpose }) => purpose))
    if (purposes.size < KEY_PURPOSES.length) {
      rows = await sql.begin((transaction) => makeMissing(transaction, place, nowMs))
    }
    const master = findMasterKey(place)
    const name = master === null ? null : keyName(master)
    const held: HeldKey[] = []
    for (const { id, purpose, wrapped, publicKey, retiredAt, master: wanted } of rows) {
      const secret = master === null || wanted !== name ? null : openBox(master, wrapped, purpose)
      if (secret !== null) held.push({ id, purpose, secret, publicKey, retired: retiredAt !== null })
    }
    // All were put under another master key, and this server is to be restarted with it: until then it goes on by those that it
    // holds. What it seals meanwhile is sealed anew before they are destroyed.
    if (held.length === 0 && this.#keys.length > 0 && rows.length > 0) return
    this.#keys = held
    this.#missing = [...new Set(rows.map((row) => row.master))].filter((wanted) => wanted !== name)
  }

  /** Whose master key is missing, in words; null where all keys are there. */
  get fault(): string | null {
    return this.#missing.length === 0 ? null : keyFaultOf(this.#missing)
  }

  /** Throws where the master key is another: nothing may be stored that could never be read. */
  demand(): void {
    if (this.fault !== null) throw new OperatorError(this.fault)
  }

  /** The key in use for a purpose. */
  #current(purpose: KeyPurpose): HeldKey {
    const key = this.#keys.findLast((one) => one.purpose === purpose && !one.retired)
    if (key === undefined) throw new OperatorError(this.fault ?? `there is no key for ${purpose}`)
    return key
  }

  currentId(purpose: KeyPurpose): number {
    return this.#current(purpose).id
  }

  /** `context` names the place that the box belongs to, and is asked for again to open it. */
  seal(purpose: 'persons' | 'audit' | 'sign-in', text: string, context: string): Buffer {
    const { id, secret } = this.#current(purpose)
    return sealBox(secret, id, Buffer.from(text), context)
  }

  /** Null where its key was destroyed, or it was damaged or moved. */
  open(box: Buffer, context: string): string | null {
    const id = keyOfBox(box)
    const key = this.#keys.find((one) => one.id === id)
    return key === undefined ? null : (openBox(key.secret, box, context)?.toString() ?? null)
  }

  /** What a person is stored under, to be found by. */
  mark(kind: PersonMark, value: string): Buffer {
    return markOf(this.#current('index'), kind, value)
  }

  /** All that a person may be stored under: keys are being changed for some minutes. */
  marks(kind: PersonMark, value: string): Buffer[] {
    return this.#keys.filter(({ purpose }) => purpose === 'index').map((key) => markOf(key, kind, value))
  }

  /** What tablets seal their copies to, with its number as `kid`; null while the keys are not here. */
  get sealTo(): Record<string, unknown> | null {
    const pair = this.#keys.findLast(({ purpose, retired }) => purpose === 'copies' && !retired)
    return pair?.publicKey ? { ...pair.publicKey, kid: String(pair.id) } : null
  }

  /** What push services know this instance by: made once, since each subscription is bound to it. Null while it is not here. */
  get push(): { privateKey: KeyObject; publicKey: JsonWebKey } | null {
    const pair = this.#keys.findLast(({ purpose, retired }) => purpose === 'push' && !retired)
    if (!pair?.publicKey) return null
    return { privateKey: privateKeyOf(pair), publicKey: pair.publicKey }
  }

  /** The private half of a pair that copies were sealed to; null where it is gone. */
  copiesKey(id: number): KeyObject | null {
    const pair = this.#keys.find((one) => one.purpose === 'copies' && one.id === id)
    return pair === undefined ? null : privateKeyOf(pair)
  }
}

const privateKeyOf = ({ secret }: HeldKey): KeyObject => createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' })

const markOf = ({ id, secret }: HeldKey, kind: PersonMark, value: string): Buffer => {
  const mark = Buffer.allocUnsafe(4 + MARK_BYTES)
  mark.writeUInt32BE(id, 0)
  createHmac('sha256', secret)
    .update(`${kind}\0${NORMALISE[kind](value)}`)
    .digest()
    .copy(mark, 4, 0, MARK_BYTES)
  return mark
}

const makeMissing = async (sql: TransactionSql, place: Place, nowMs: number): Promise<SecretKeyRow[]> => {
  await lockKeys(sql)
  const rows = await findKeys(sql)
  const wanted = KEY_PURPOSES.filter((one) => !rows.some((row) => row.purpose === one && row.retiredAt === null))
  // Keys that are there are opened by the master key that made them; a second one must not come beside it.
  const master = rows.length === 0 ? makeMasterKey(place) : findMasterKey(place)
  if (master === null || rows.some((row) => row.master !== keyName(master))) return rows
  for (const purpose of wanted) await addKey(sql, purpose, master, nowMs)
  return findKeys(sql)
}

const PAIRS: ReadonlySet<KeyPurpose> = new Set(['copies', 'push'])

/** Makes a key for a purpose; from now on it is the one in use. */
export const addKey = async (
  sql: TransactionSql,
  purpose: KeyPurpose,
  master: Buffer,
  nowMs: number,
): Promise<void> => {
  const { secret, publicKey } = PAIRS.has(purpose) ? newPair() : { secret: randomBytes(KEY_BYTES), publicKey: null }
  const wrapped = sealBox(master, 0, secret, purpose)
  await insertKey(sql, { purpose, wrapped, publicKey, master: keyName(master), madeAt: new Date(nowMs) })
}

/** P-256, which every browser has. */
const newPair = (): { secret: Buffer; publicKey: JsonWebKey } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { secret: privateKey.export({ format: 'der', type: 'pkcs8' }), publicKey: publicKey.export({ format: 'jwk' }) }
}
