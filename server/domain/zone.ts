import { zoneOffsetMinutes } from './entries/counted-at'
import { HOUR_MS } from './instant'

/** Days looked at within the year ahead: a zone that changes its clocks shows both offsets. */
const STEP_HOURS = 24 * 30

/**
 * Why a name won't do as a jurisdiction's zone, null where it will: an IANA name, whole hours from UTC all year, since
 * counters are kept by whole hours of UTC.
 */
export const zoneFault = (zone: string, nowMs: number): string | null => {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return 'must be an IANA name such as Asia/Shanghai'
  try {
    for (let month = 0; month <= 12; month++) {
      const minutes = zoneOffsetMinutes(zone, nowMs + month * STEP_HOURS * HOUR_MS)
      if (minutes % 60 !== 0) return 'must be whole hours from UTC all year'
    }
    return null
  } catch {
    return 'must be an IANA name such as Asia/Shanghai'
  }
}
