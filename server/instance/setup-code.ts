import { createHmac } from 'node:crypto'
import { crockfordCode } from '#domain/crockford'

/** 60 bits. */
export const SETUP_CODE_LENGTH = 12

/** The one-time code of a first run. It follows from the instance's secret, so it is the same at every start. */
export const setupCode = (secret: Buffer): string =>
  crockfordCode(createHmac('sha256', secret).update('setup code').digest().subarray(0, SETUP_CODE_LENGTH))

/** In fours, as it is read out. */
export const inFours = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')
