import { createHmac, randomInt } from 'node:crypto'
import { pinFault, pinName } from '#domain/checkpoints/pin'
import type { Core } from '../core'
import { DIGEST_COST, type DigestKey, slowDigest } from '../slow-digest'

/** The salt of all PINs of an instance; each PIN's digest differs by the id of its owner. */
export const rosterKey = (core: Core): DigestKey => ({
  salt: createHmac('sha256', core.secret).update('roster salt').digest().subarray(0, 16),
  ...DIGEST_COST,
})

export const digestPin = (core: Core, staff: string, pin: string): Promise<Buffer> =>
  slowDigest(rosterKey(core), pinName(staff, pin))

/** A PIN of four digits that will do. */
export const makePin = (): string => {
  for (;;) {
    const pin = String(randomInt(10_000)).padStart(4, '0')
    if (pinFault(pin) === null) return pin
  }
}
