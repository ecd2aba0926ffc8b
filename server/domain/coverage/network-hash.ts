import type { RoadNetwork } from './road-network'

/**
 * A name of 64 bits for content: two multiplicative lanes over 32-bit words. Not against forgery, only so that two
 * different networks don't share a name in a browser's cache.
 */
export class ContentHash {
  private first = 0x243f6a88
  private second = 0x85a308d3

  word(value: number): void {
    this.first = Math.imul(this.first ^ value, 0x9e3779b1)
    this.first ^= this.first >>> 15
    this.second = Math.imul(this.second ^ value, 0x85ebca6b) + 0x165667b1
    this.second ^= this.second >>> 13
  }

  words(values: Int32Array | Uint8Array): void {
    this.word(values.length)
    for (let at = 0; at < values.length; at++) this.word(values[at] ?? 0)
  }

  /** Degrees, by their 1e-7 parts. */
  degrees(values: Float64Array): void {
    this.word(values.length)
    for (let at = 0; at < values.length; at++) this.word(Math.round((values[at] ?? 0) * 1e7))
  }

  text(value: string): void {
    this.word(value.length)
    for (let at = 0; at < value.length; at++) this.word(value.charCodeAt(at))
  }

  /** Sixteen hexadecimal digits. */
  finish(): string {
    let a = this.first
    let b = this.second
    for (let round = 0; round < 2; round++) {
      a = Math.imul(a ^ (b >>> 7), 0xc2b2ae35)
      b = Math.imul(b ^ (a >>> 11), 0x27d4eb2f)
    }
    return hex(a ^ (a >>> 16)) + hex(b ^ (b >>> 16))
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}

/** Roads, boundary and settings as one name. */
export function hashOfNetwork(network: Omit<RoadNetwork, 'hash'>): string {
  const hash = new ContentHash()
  hash.text(JSON.stringify(network.settings))
  hash.degrees(network.boundary.edges)
  hash.word(network.graph.insideCount)
  hash.words(network.graph.from)
  hash.words(network.graph.to)
  hash.words(network.graph.arcs)
  hash.words(network.segmentWay)
  hash.words(network.vertexStart)
  hash.degrees(network.vertexLng)
  hash.degrees(network.vertexLat)
  for (const way of network.ways) hash.text(`${way.id}\n${way.name ?? ''}\n${way.ref ?? ''}\n${way.rank}`)
  return hash.finish()
}
