/** The thread that reads an import, so that a large file does not stall the server. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Polygons } from '#domain/coverage/boundary'
import { osmPasses } from './read-boundary'
import { type BoundaryChoice, listBoundaries } from './read-boundary-relation'
import { type ImportFiles, type ReadImport, readImport } from './read-import'
import { type RoadFault, RoadFileError } from './road-file-error'

/** The files of an upload; a boundary of null is to be found among the roads. */
export interface ImportTask extends Omit<ImportFiles, 'boundary'> {
  boundary: ImportFiles['boundary'] | null
  /** The boundary in use, for roads that hold none. */
  known: Polygons | null
}

export type ImportMessage =
  | { kind: 'progress'; fraction: number }
  | { kind: 'choose'; boundaries: BoundaryChoice[] }
  | { kind: 'done'; read: ReadImport }
  | { kind: 'refused'; message: string; file: string; fault: RoadFault }
  | { kind: 'failed'; message: string }

const tell = (message: ImportMessage) => parentPort?.postMessage(message)

if (parentPort !== null) {
  try {
    const { boundary, known, ...files } = workerData as ImportTask
    const boundaries = boundary === null ? await boundariesIn(files.roads) : []
    const [only] = boundaries
    if (boundary === null && boundaries.length > 1) tell({ kind: 'choose', boundaries })
    else {
      // Without any the reader of the boundary says what the file lacks.
      const chosen = boundary ?? (only ? `${files.roads}#${only.id}` : (known ?? files.roads))
      const read = await readImport({ ...files, boundary: chosen }, (done, total) => {
        tell({ kind: 'progress', fraction: total === 0 ? 0 : done / total })
      })
      tell({ kind: 'done', read })
    }
  } catch (error) {
    if (error instanceof RoadFileError) {
      tell({ kind: 'refused', message: error.message, file: error.file, fault: error.fault })
    } else tell({ kind: 'failed', message: error instanceof Error ? error.message : 'unknown' })
  }
}

async function boundariesIn(file: string): Promise<BoundaryChoice[]> {
  const passes = await osmPasses(file)
  return passes === null ? [] : listBoundaries(passes)
}
