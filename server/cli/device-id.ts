import { UsageError } from './command'

/** The one device that a command was given. */
export const deviceId = (positionals: readonly string[]): string => {
  const [id, ...rest] = positionals
  if (id === undefined) throw new UsageError('the ID of the device is missing')
  if (rest.length > 0) throw new UsageError('one ID at a time')
  const lower = id.toLowerCase()
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower)) throw new UsageError(`${id} is no ID of a device`)
  return lower
}
