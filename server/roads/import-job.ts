import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Datum } from '#domain/coverage/datum'
import { MINUTE_MS } from '#domain/instant'
import { findJurisdiction } from '../../db/stores/jurisdiction-store'
import { findActiveNetwork } from '../../db/stores/network-store'
import { standingPoints } from '../../db/stores/standing-points'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import { actorName, type PersonActor } from '../people/actor'
import { openThread } from '../process/open-thread'
import type { ImportMessage, ImportTask } from './import-worker'
import type { BoundaryChoice } from './read-boundary-relation'
import type { ImportReport, ReadImport } from './read-import'
import { OSM_ATTRIBUTION, replaceRoads } from './replace-roads'
import type { RoadFault } from './road-file-error'

/** How the import stands: at most one runs. */
type ImportState =
  | { state: 'idle' }
  /** `secondsLeft` is a guess from how it went so far; null at first. */
  | { state: 'running'; phase: 'reading' | 'storing'; fraction: number; secondsLeft: number | null }
  /** The road file holds several boundaries: one is to be picked. */
  | { state: 'choosing'; boundaries: BoundaryChoice[] }
  | { state: 'done'; report: ImportReport }
  /** `fault` where a file is to blame: `roads`, `boundary` or `places`, and what is wrong with it. */
  | { state: 'failed'; problem: string; fault?: { file: string } & RoadFault }

export interface ImportUpload {
  /** The road file's own name. */
  name: string
  /** Where the files lie; taken away when all is over. */
  folder: string
  roads: string
  boundary: string | null
  /** Id or name of a boundary among the roads; `?` asks for the list of them. */
  relation: string | null
  places: string | null
  datum: Datum
}

type Refused = Extract<ImportMessage, { kind: 'refused' }>

/** Files that wait for a choice of boundary are kept so long. */
const CHOICE_MS = 30 * MINUTE_MS

/** Imports that come by HTTP: read in a thread, stored in one transaction; until then the old network stays. */
export class ImportJob {
  readonly #core: Core
  #state: ImportState = { state: 'idle' }
  #worker: Worker | null = null
  /** What waits for a choice of boundary. */
  #kept: { upload: ImportUpload; forget: () => void } | null = null

  constructor(core: Core) {
    this.#core = core
  }

  get state(): ImportState {
    return this.#state
  }

  /** Begins; refused while another runs. Scope: an administrator of the root jurisdiction. */
  async begin(actor: PersonActor, upload: ImportUpload): Promise<Outcome<null>> {
    const may = await this.#mayBegin(actor)
    if (!may.ok) {
      await rm(upload.folder, { recursive: true, force: true })
      return may
    }
    await this.#forgetKept()
    this.#start(actor, upload)
    return done(null)
  }

  /** Goes on with one of the boundaries that were offered. Scope: as `begin`. */
  async choose(actor: PersonActor, relation: number): Promise<Outcome<null>> {
    const may = await this.#mayBegin(actor)
    if (!may.ok) return may
    if (this.#state.state !== 'choosing' || this.#kept === null) {
      return refuse('conflict', 'No import waits for a boundary: send the files again.')
    }
    if (!this.#state.boundaries.some(({ id }) => id === relation)) {
      const errors = [{ path: '/relation', code: 'value' as const, message: 'is none of those offered' }]
      return refuse('invalid', 'Pick one of the boundaries of the file.', { errors })
    }
    const { upload, forget } = this.#kept
    forget()
    this.#kept = null
    this.#start(actor, { ...upload, relation: String(relation) })
    return done(null)
  }

  /** Ends the one that runs or waits; the old network stays. Scope: as to begin one. */
  async cancel(actor: PersonActor): Promise<Outcome<null>> {
    if (!(await this.#isOfRoot(actor))) return refuse('forbidden', NOT_OURS)
    if (this.#kept !== null) {
      await this.#forgetKept()
      this.#state = { state: 'idle' }
    }
    await this.#worker?.terminate()
    return done(null)
  }

  async #isOfRoot({ scope }: PersonActor): Promise<boolean> {
    return (await findJurisdiction(this.#core.database.sql, null))?.path === scope
  }

  async #mayBegin(actor: PersonActor): Promise<Outcome<null>> {
    if (this.#state.state === 'running') return refuse('conflict', 'An import is running: wait for it, or cancel it.')
    if (!(await this.#isOfRoot(actor))) return refuse('forbidden', NOT_OURS)
    return done(null)
  }

  #start(actor: PersonActor, upload: ImportUpload): void {
    this.#state = { state: 'running', phase: 'reading', fraction: 0, secondsLeft: null }
    this.#run(actor, upload)
      .catch((error: unknown) => {
        this.#core.log.error({ err: error }, 'an import failed')
        this.#state = {
          state: 'failed',
          problem: 'The import failed; the old network stays. The reason is in the log.',
        }
      })
      .finally(() => {
        if (this.#kept?.upload.folder !== upload.folder) void rm(upload.folder, { recursive: true, force: true })
      })
  }

  async #run(actor: PersonActor, upload: ImportUpload): Promise<void> {
    const { database, clock } = this.#core
    const active = upload.boundary === null ? await findActiveNetwork(database.sql) : null
    const known = active?.polygons ?? null
    const standing = await standingPoints(database.sql, new Date(clock.now()))
    const { roads, places, relation, datum } = upload
    const named = relation === null ? known : relation === '?' ? null : `${roads}#${relation}`
    const boundary = upload.boundary ?? named
    const outcome = await this.#read({ roads, places, boundary, known, datum, standing })
    if (typeof outcome === 'string') {
      this.#state = { state: 'failed', problem: outcome }
      return
    }
    if ('boundaries' in outcome) {
      this.#keep(upload)
      this.#state = { state: 'choosing', boundaries: outcome.boundaries }
      return
    }
    if ('fault' in outcome) {
      // The reader names files by their place on disk; the uploader knows them by what they are.
      const file = outcome.file === upload.boundary ? 'boundary' : outcome.file === places ? 'places' : 'roads'
      const problem = outcome.message.replaceAll(outcome.file, file).replaceAll(basename(outcome.file), file)
      this.#state = { state: 'failed', problem, fault: { file, ...outcome.fault } }
      return
    }
    this.#state = { state: 'running', phase: 'storing', fraction: 1, secondsLeft: null }
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
  }

  #keep(upload: ImportUpload): void {
    const forget = this.#core.clock.after(CHOICE_MS, () => {
      this.#state = { state: 'failed', problem: 'No boundary was picked: send the files again.' }
      void this.#forgetKept()
    })
    this.#kept = { upload, forget }
  }

  async #forgetKept(): Promise<void> {
    const kept = this.#kept
    this.#kept = null
    kept?.forget()
    if (kept !== null) await rm(kept.upload.folder, { recursive: true, force: true })
  }

  /** What was read, or boundaries to choose from, or why it was refused, or that it was cancelled. */
  #read(task: ImportTask): Promise<ReadImport | { boundaries: BoundaryChoice[] } | Refused | string> {
    const { clock } = this.#core
    const began = clock.now()
    const worker = openThread('roads/import-worker', task)
    this.#worker = worker
    return new Promise((resolve, reject) => {
      worker.on('message', (message: ImportMessage) => {
        if (message.kind === 'progress') {
          const { fraction } = message
          const passed = (clock.now() - began) / 1000
          const secondsLeft = fraction > 0.02 ? Math.round(passed * (1 / fraction - 1)) : null
          this.#state = { state: 'running', phase: 'reading', fraction, secondsLeft }
        } else if (message.kind === 'done') resolve(message.read)
        else if (message.kind === 'choose') resolve({ boundaries: message.boundaries })
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
