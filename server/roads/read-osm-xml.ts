import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { SaxesParser } from 'saxes'
import type { RoadInput } from '#domain/coverage/road-input'
import { mayCount, READ_TAGS } from '#domain/coverage/way-rules'
import { WaysByNode } from './node-positions'
import { unreadable } from './read-json'
import type { ReadProgress } from './read-progress'
import { checkPosition, RoadFileError } from './road-file-error'

/**
 * Reads roads from OpenStreetMap XML in two passes: ways first, then only the nodes that they need.
 * Throws RoadFileError: unreadable, other-kind, cut-off, damaged, no-roads, out-of-range.
 */
export async function readOsmXml(file: string, progress: ReadProgress): Promise<RoadInput> {
  const ways = new WaysByNode()
  let wayTotal = 0
  let way: { id: number; nodes: number[]; tags: { [tag in (typeof READ_TAGS)[number]]?: string } } | null = null
  await eachTag(file, (done, total) => progress(done, total * 2), {
    open(name, attributes) {
      if (name === 'way') {
        wayTotal += 1
        const isDeleted = attributes.visible === 'false' || attributes.action === 'delete'
        way = isDeleted ? null : { id: Number(attributes.id), nodes: [], tags: {} }
      } else if (name === 'nd') way?.nodes.push(Number(attributes.ref))
      else if (name === 'tag' && way) {
        const tag = READ_TAGS.find((known) => known === attributes.k)
        if (tag !== undefined) way.tags[tag] = attributes.v ?? ''
      }
    },
    close(name) {
      if (name !== 'way' || !way) return
      if (mayCount(way.tags)) ways.addWay(way.id, way.tags, way.nodes)
      way = null
    },
  })
  if (ways.wayCount === 0) {
    const reason = `none of its ${wayTotal} ways has a "highway" tag of a road`
    throw new RoadFileError(file, { kind: 'no-roads', reason })
  }
  ways.endWays()
  await eachTag(file, (done, total) => progress(total + done, total * 2), {
    open(name, attributes) {
      if (name !== 'node') return
      const id = Number(attributes.id)
      if (!ways.needs(id) || attributes.lon === undefined || attributes.lat === undefined) return
      const [lng, lat] = checkPosition(file, `node ${id}`, Number(attributes.lon), Number(attributes.lat))
      ways.addNode(id, lng, lat)
    },
    close() {},
  })
  return ways.finish()
}

interface TagHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
}

/** Reads a file of OpenStreetMap XML tag by tag. Throws RoadFileError: unreadable, other-kind, cut-off, damaged. */
export async function eachTag(file: string, progress: ReadProgress, handler: TagHandler): Promise<void> {
  const { size } = await stat(file).catch((error: unknown) => {
    throw unreadable(file, error)
  })
  const parser = new SaxesParser()
  let depth = 0
  let isComplete = false
  let done = 0
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth === 1 && name !== 'osm') {
      const looksLike = `XML with the root <${name}>`
      throw new RoadFileError(file, { kind: 'other-kind', looksLike, wanted: 'OpenStreetMap XML with the root <osm>' })
    }
    handler.open(name, attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    if (depth === 0) isComplete = true
    handler.close(name)
  })
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })
  try {
    for await (const chunk of stream) {
      parser.write(String(chunk))
      done = stream.bytesRead
      progress(done, size)
    }
  } catch (error) {
    if (error instanceof RoadFileError) throw error
    if (error instanceof Error && 'code' in error) throw unreadable(file, error)
    const reason = error instanceof Error ? error.message.replace(/^\d+:\d+: /, '') : 'this is not XML'
    throw new RoadFileError(file, { kind: 'damaged', byte: done + parser.position, reason })
  }
  if (!isComplete) throw new RoadFileError(file, { kind: 'cut-off', byte: size, within: 'OpenStreetMap XML' })
}
