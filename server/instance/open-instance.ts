import type { Core } from '../core'
import { ensureInstance } from './ensure-instance'

/**
 * Makes an empty database an instance of Kakou, and reads its secret. Returns lines for the terminal: how to sign in,
 * where that is not known yet.
 */
export const openInstance = async (core: Core): Promise<string[]> => {
  await ensureInstance(core)
  return []
}
