/** The thread that reads an import, so that a large file does not stall the server. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ImportFiles, type ReadImport, readImport } from './read-import'
import { type RoadFault, RoadFileError } from './road-file-error'

export type ImportMessage =
  | { kind: 'progress'; fraction: number }
  | { kind: 'done'; read: ReadImport }
  | { kind: 'refused'; message: string; file: string; fault: RoadFault }
  | { kind: 'failed'; message: string }

const tell = (message: ImportMessage) => parentPort?.postMessage(message)

if (parentPort !== null) {
  try {
    const read = await readImport(workerData as ImportFiles, (done, total) => {
      tell({ kind: 'progress', fraction: total === 0 ? 0 : done / total })
    })
    tell({ kind: 'done', read })
  } catch (error) {
    if (error instanceof RoadFileError) {
      tell({ kind: 'refused', message: error.message, file: error.file, fault: error.fault })
    } else tell({ kind: 'failed', message: error instanceof Error ? error.message : 'unknown' })
  }
}
