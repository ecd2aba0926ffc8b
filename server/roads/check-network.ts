import { boundaryBox } from '#domain/coverage/boundary'
import { metresBetween } from '#domain/coverage/geometry'
import type { RoadNetwork } from '#domain/coverage/road-network'
import { RoadFileError } from './road-file-error'

/**
 * Refuses a network that can say nothing: throws RoadFileError no-roads where no way counts for the profile, and
 * outside-boundary where roads and boundary don't meet. `file` is the road file.
 */
export function checkNetwork(file: string, network: RoadNetwork): void {
  const { graph } = network
  if (graph.from.length === 0) {
    const reason =
      network.settings.profile === 'foot' ? 'none of its ways is open to people on foot' : 'none is open to vehicles'
    throw new RoadFileError(file, { kind: 'no-roads', reason })
  }
  if (graph.insideCount > 0) return
  const [minLng, minLat, maxLng, maxLat] = boundaryBox(network.boundary)
  let nearest = Number.POSITIVE_INFINITY
  for (let at = 0; at < network.vertexLng.length; at++) {
    const lng = network.vertexLng[at] ?? 0
    const lat = network.vertexLat[at] ?? 0
    const inBoxLng = Math.min(Math.max(lng, minLng), maxLng)
    const inBoxLat = Math.min(Math.max(lat, minLat), maxLat)
    nearest = Math.min(nearest, metresBetween(lng, lat, inBoxLng, inBoxLat))
  }
  const lng = network.vertexLng[0] ?? 0
  const lat = network.vertexLat[0] ?? 0
  const isExchanged = lat >= minLng && lat <= maxLng && lng >= minLat && lng <= maxLat
  const perhaps = isExchanged ? 'exchanged' : null
  throw new RoadFileError(file, { kind: 'outside-boundary', kilometres: Math.round(nearest / 100) / 10, perhaps })
}
