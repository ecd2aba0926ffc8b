import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { OperatorError } from '../../db/operator-error'
import { type FileRow, readTable } from '../excel/read-table'
import { COLUMN_WORDS } from './checkpoint-words'

const MAX_BYTES = 50 * 1024 * 1024
const MAX_ROWS = 5_000

/** Other names of the columns, as tables in Chinese and other programs call them. */
const COLUMNS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(COLUMN_WORDS).map(([column, word]) => [word, column])),
  编号: 'code',
  代码: 'code',
  卡口名称: 'name',
  lon: 'lng',
  longitude: 'lng',
  latitude: 'lat',
  层级: 'ring',
  辖区: 'jurisdiction',
}

/** Reads checkpoints from GeoJSON points, or from a table with a line of headings. Throws OperatorError. */
export const readCheckpointFile = async (file: string): Promise<FileRow[]> =>
  readCheckpointRows(file, await contentOf(file))

/** The same from what a file holds; its name says which kind it is. Throws OperatorError. */
export const readCheckpointRows = async (file: string, bytes: Buffer): Promise<FileRow[]> => {
  const rows = await rowsOf(file, bytes)
  if (rows.length === 0) throw new OperatorError(`${file}: there is no checkpoint in it`)
  if (rows.length > MAX_ROWS) throw new OperatorError(`${file}: more than ${MAX_ROWS} checkpoints`)
  return rows
}

const rowsOf = async (file: string, bytes: Buffer): Promise<FileRow[]> => {
  switch (extname(file).toLowerCase()) {
    case '.geojson':
    case '.json':
      return featuresOf(file, bytes.toString('utf8'))
    case '.csv':
    case '.xlsx':
      return readTable(file, bytes, COLUMNS)
    default:
      throw new OperatorError(`${file}: expected a .geojson, .xlsx or .csv file`)
  }
}

const contentOf = async (file: string): Promise<Buffer> => {
  try {
    const { size } = await stat(file)
    if (size > MAX_BYTES) throw new OperatorError(`${file}: larger than ${MAX_BYTES / 1024 / 1024} MiB`)
    return await readFile(file)
  } catch (error) {
    if (error instanceof OperatorError) throw error
    throw new OperatorError(`${file}: there is no such file, or this user may not read it`)
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const featuresOf = (file: string, text: string): FileRow[] => {
  let parsed: unknown
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new OperatorError(`${file}: not JSON, or cut off`)
  }
  if (!isObject(parsed) || !Array.isArray(parsed.features)) {
    throw new OperatorError(`${file}: expected a GeoJSON FeatureCollection of Points`)
  }
  return parsed.features.map((feature: unknown, at) => {
    const properties = isObject(feature) && isObject(feature.properties) ? feature.properties : {}
    const geometry = isObject(feature) && isObject(feature.geometry) ? feature.geometry : {}
    const [lng, lat]: unknown[] =
      geometry.type === 'Point' && Array.isArray(geometry.coordinates) ? geometry.coordinates : []
    return { where: `feature ${at + 1}`, values: { ...properties, lng, lat } }
  })
}
