/** A tablet as `GET /devices` tells it, and what the list says of it. */

export interface Device {
  id: string
  name: string
  checkpoint: { code: string; name: string } | null
  pairedAt: string
  lastSeenAt: string | null
  version: string | null
  /** Entries that waited on it when it was last connected. */
  pending: number | null
  /** Percent. */
  battery: number | null
  state: 'active' | 'retired' | 'lost'
}

export type Standing = 'active' | 'offline' | 'retired' | 'lost'
export type DeviceFilter = 'all' | Standing | 'low'

/** As long as a checkpoint may be silent before it counts as offline. */
const OFFLINE_AFTER_MS = 120_000
const LOW_PERCENT = 20

export const standingOf = (device: Device, now: number): Standing => {
  if (device.state !== 'active') return device.state
  const seen = device.lastSeenAt === null ? Number.NaN : Date.parse(device.lastSeenAt)
  return now - seen < OFFLINE_AFTER_MS ? 'active' : 'offline'
}

export const isLow = (device: Device): boolean =>
  device.state === 'active' && device.battery !== null && device.battery < LOW_PERCENT

const fits = (device: Device, filter: DeviceFilter, now: number): boolean => {
  if (filter === 'all') return true
  if (filter === 'low') return isLow(device)
  return standingOf(device, now) === filter
}

export const filtered = (devices: readonly Device[], filter: DeviceFilter, search: string, now: number): Device[] => {
  const wanted = search.normalize('NFKC').trim().toLowerCase()
  return devices.filter(
    (device) =>
      fits(device, filter, now) &&
      [device.name, device.checkpoint?.name ?? '', device.checkpoint?.code ?? ''].some((words) =>
        words.toLowerCase().includes(wanted),
      ),
  )
}
