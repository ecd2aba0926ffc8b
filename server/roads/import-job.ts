import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { findJurisdiction } from '../../db/stores/jurisdiction-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import { actorName, type PersonActor } from '../people/actor'
import { openThread } from '../process/open-thread'
import type { ImportMessage } from './import-worker'
import type { ImportFiles, ImportReport, ReadImport } from './read-import'
import { OSM_ATTRIBUTION, replaceRoads } from './replace-roads'
import type { RoadFault } from './road-file-error'

/** How the import stands: at most one runs. */
type ImportState =
  | { state: 'idle' }
  | { state: 'running'; phase: 'reading' | 'storing'; fraction: number }
  | { state: 'done'; report: ImportReport }
  /** `fault` where a file is to blame: `roads`, `boundary` or `places`, and what is wrong with it. */
  | { state: 'failed'; problem: string; fault?: { file: string } & RoadFault }

export interface ImportUpload {
  name: string
  roads: Uint8Array
  boundary: Uint8Array
  places: Uint8Array | null
}

type Refused = Extract<ImportMessage, { kind: 'refused' }>

/** Imports that come by HTTP: read in a thread, stored in one transaction; until then the old network stays. */
export class ImportJob {
  readonly #core: Core
  #state: ImportState = { state: 'idle' }
  #worker: Worker | null = null

  constructor(core: Core) {
    this.#core = core
  }

  get state(): ImportState {
    return this.#state
  }

  /** Begins; refused while another runs. Scope: an administrator of the root jurisdiction. */
  async begin(actor: PersonActor, upload: ImportUpload): Promise<Outcome<null>> {
    if (this.#state.state === 'running') return refuse('conflict', 'An import is running: wait for it, or cancel it.')
    if (!(await this.#isOfRoot(actor))) return refuse('forbidden', NOT_OURS)
    this.#state = { state: 'running', phase: 'reading', fraction: 0 }
    this.#run(actor, upload).catch((error: unknown) => {
      this.#core.log.error({ err: error }, 'an import failed')
      this.#state = { state: 'failed', problem: 'The import failed; the old network stays. The reason is in the log.' }
    })
    return done(null)
  }

  /** Ends the one that runs; the old network stays. Scope: as to begin one. */
  async cancel(actor: PersonActor): Promise<Outcome<null>> {
    if (!(await this.#isOfRoot(actor))) return refuse('forbidden', NOT_OURS)
    await this.#worker?.terminate()
    return done(null)
  }

  async #isOfRoot({ scope }: PersonActor): Promise<boolean> {
    return (await findJurisdiction(this.#core.database.sql, null))?.path === scope
  }

  async #run(actor: PersonActor, upload: ImportUpload): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'kakou-import-'))
    try {
      const files: ImportFiles = {
        roads: join(folder, 'roads'),
        boundary: join(folder, 'boundary'),
        places: upload.places === null ? null : join(folder, 'places'),
      }
      await writeFile(files.roads, upload.roads)
      await writeFile(join(folder, 'boundary'), upload.boundary)
      if (upload.places !== null) await writeFile(join(folder, 'places'), upload.places)
      const outcome = await this.#read(files)
      if (typeof outcome === 'string') {
        this.#state = { state: 'failed', problem: outcome }
        return
      }
      if ('fault' in outcome) {
        // The reader names files by their place on disk; the uploader knows them by what they are.
        const problem = outcome.message.replaceAll(`${folder}/`, '')
        this.#state = { state: 'failed', problem, fault: { file: basename(outcome.file), ...outcome.fault } }
        return
      }
      this.#state = { state: 'running', phase: 'storing', fraction: 1 }
      const { database, clock } = this.#core
      const jurisdiction = await findJurisdiction(database.sql, null)
      if (jurisdiction === null) throw new Error('there is no root jurisdiction')
      await replaceRoads(database.sql, clock.now(), {
        actor: actorName(actor),
        jurisdiction,
        name: upload.name,
        read: outcome,
        attribution: OSM_ATTRIBUTION,
      })
      this.#state = { state: 'done', report: outcome.report }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** What was read, or why it was refused, or that it was cancelled. */
  #read(files: ImportFiles): Promise<ReadImport | Refused | string> {
    const worker = openThread('roads/import-worker', files)
    this.#worker = worker
    return new Promise((resolve, reject) => {
      worker.on('message', (message: ImportMessage) => {
        if (message.kind === 'progress') {
          this.#state = { state: 'running', phase: 'reading', fraction: message.fraction }
        } else if (message.kind === 'done') resolve(message.read)
        else if (message.kind === 'refused') resolve(message)
        else reject(new Error(message.message))
      })
      worker.on('error', reject)
      worker.on('exit', () => {
        this.#worker = null
        resolve('The import was cancelled; the old network stays.')
      })
    })
  }
}

const NOT_OURS = 'The network belongs to the whole county: ask its administrator.'
