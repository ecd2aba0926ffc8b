import { open, stat } from 'node:fs/promises'
import type { RoadInput } from '#domain/coverage/road-input'
import { eachElement } from './each-element'
import { GeoJsonRoads, geoJsonRoads } from './read-geojson-roads'
import { isObject, readJson, unreadable } from './read-json'
import { readOsmXml } from './read-osm-xml'
import { OverpassRoads, overpassRoads } from './read-overpass'
import { readPbf } from './read-pbf'
import type { ReadProgress } from './read-progress'
import { RoadFileError } from './road-file-error'

const WANTED = '.osm.pbf, .osm XML, Overpass JSON or GeoJSON'

/** Larger files of JSON are read element by element; smaller ones whole, which finds every fault in them. */
const LARGEST_HELD_BYTES = 16 * 1024 * 1024

/** Files that people mistake for road files, by their first bytes. */
const OTHER_KINDS: readonly (readonly [string, string])[] = [
  ['\x1f\x8b', 'a gzip archive (unpack it first)'],
  ['BZh', 'a bzip2 archive (unpack it first)'],
  ['PK\x03\x04', 'a zip archive (unpack it first)'],
  ['\xfd7zXZ', 'an xz archive (unpack it first)'],
  ['\xff\xe0\x04o5m', 'an o5m file (convert it to .osm.pbf)'],
  ['SQLite format 3', 'an SQLite or GeoPackage file'],
  ['\x00\x00\x27\x0a', 'a shapefile (convert it to GeoJSON)'],
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
]

/**
 * Reads a road file, of whichever kind its content is. Throws RoadFileError: unreadable, other-kind, cut-off, damaged,
 * unknown-feature, too-large, no-roads, out-of-range.
 */
export async function readRoads(file: string, progress: ReadProgress = () => {}): Promise<RoadInput> {
  const head = await firstBytes(file, 4096)
  const text = head.toString('latin1')
  if (head.length === 0) throw otherKind(file, 'an empty file')
  if (text.slice(4, 20).includes('OSMHeader')) return readPbf(file, progress)
  for (const [start, name] of OTHER_KINDS) if (text.startsWith(start)) throw otherKind(file, name)
  const begin = text.replace(/^\xef\xbb\xbf/, '').trimStart()
  if (begin.startsWith('<')) {
    if (/^<(!doctype html|html)/i.test(begin)) throw otherKind(file, 'a web page')
    return readOsmXml(file, progress)
  }
  if (!begin.startsWith('{') && !begin.startsWith('[')) throw otherKind(file, 'something else')
  if ((await stat(file)).size > LARGEST_HELD_BYTES && begin.startsWith('{')) return streamJsonRoads(file, progress)
  const value = await readJson(file)
  if (!isObject(value)) throw otherKind(file, 'other JSON')
  return Array.isArray(value.elements) ? overpassRoads(file, value) : geoJsonRoads(file, value)
}

/** Roads of a large file of JSON, element by element. */
async function streamJsonRoads(file: string, progress: ReadProgress): Promise<RoadInput> {
  const features = new GeoJsonRoads(file)
  const elements = new OverpassRoads(file)
  const found = await eachElement(file, progress, (element, list) => {
    if (list === 'features') features.add(element)
    else elements.add(element)
  })
  if (found === null) throw otherKind(file, 'other JSON')
  return found === 'elements' ? elements.finish() : features.finish()
}

async function firstBytes(file: string, count: number): Promise<Buffer> {
  try {
    const handle = await open(file, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw unreadable(file, error)
  }
}

function otherKind(file: string, looksLike: string): RoadFileError {
  return new RoadFileError(file, { kind: 'other-kind', looksLike, wanted: WANTED })
}
