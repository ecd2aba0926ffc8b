import type { Sql } from 'postgres'
import type { CheckpointState } from '#domain/checkpoints/checkpoint-state'
import type { WhatIf } from '#domain/coverage/what-if'
import type { LiveCoverage } from '#protocol/live'
import { type ActiveNetwork, findActiveNetwork } from '../../db/stores/network-store'
import type { Clock } from '../clock'
import type { Log } from '../log'
import { AskingThread } from '../process/asking-thread'
import type { CoverageAnswer, CoverageRequest, Stations } from './worker-messages'

interface Place {
  code: string
  lng: number
  lat: number
}

/** The live picture, as coverage sees it: who stands where and how they do, and where the result is shown. */
interface LivePicture {
  board: { seats(): Iterable<{ checkpoint: Place; state: CheckpointState }> }
  /** Closures of the jurisdictions below this path. */
  closures: { list(path: string): Place[] }
  setCoverage(coverage: LiveCoverage): void
  /** There is no network any more. */
  takeCoverage(): void
}

interface CoverageServiceParts {
  sql: Sql
  clock: Clock
  log: Log
  live: LivePicture
}

/** A checkpoint that flaps, or twelve lost together, are one computation. */
const SETTLE_MS = 50
/** Numberings of what-ifs that are kept for their maps. */
const ROADS_KEPT = 12

/** The live coverage, and what-ifs on it. Follows the network, the checkpoints and the closures. */
export class CoverageService {
  readonly #parts: CoverageServiceParts
  readonly #thread = new AskingThread<CoverageRequest, CoverageAnswer>('coverage/coverage-worker')
  readonly #roads = new Map<string, Buffer>()
  #network: ActiveNetwork | null = null
  #latest: CoverageAnswer | null = null
  #version = 0
  #scheduled: (() => void) | null = null
  #stopped = false
  #running: Promise<void> = Promise.resolve()

  constructor(parts: CoverageServiceParts) {
    this.#parts = parts
  }

  /** The network in use; null where none was imported. */
  get network(): ActiveNetwork | null {
    return this.#network
  }

  /** The result in force, and its version on the wire; null until there is one. */
  get latest(): { version: string; answer: CoverageAnswer } | null {
    return this.#latest === null ? null : { version: String(this.#version), answer: this.#latest }
  }

  /** Geometry of a numbering, gzip; undefined where it is not known, or no longer. */
  roads(id: string): Buffer | undefined {
    return this.#roads.get(id)
  }

  /** Reads the network in use and computes. Resolves when the first result is there. */
  async load(): Promise<void> {
    this.#network = await findActiveNetwork(this.#parts.sql)
    await this.#inTurn(() => this.#computeNetwork())
  }

  /** Checkpoints or closures changed: compute soon. */
  schedule(): void {
    if (this.#network === null || this.#stopped) return
    this.#scheduled ??= this.#parts.clock.after(SETTLE_MS, () => {
      this.#scheduled = null
      this.#inTurn(() => this.#computeStations()).catch((error: unknown) => {
        this.#parts.log.error({ err: error }, 'coverage was not computed')
      })
    })
  }

  /** What would be; null without a network. */
  async evaluate(whatIf: WhatIf): Promise<CoverageAnswer | null> {
    if (this.#network === null) return null
    const answer = await this.#thread.ask({ kind: 'evaluate', whatIf })
    this.keepRoads(answer)
    return answer
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#scheduled?.()
    await this.#thread.close()
  }

  async #computeNetwork(): Promise<void> {
    const network = this.#network
    if (network === null) {
      if (this.#latest !== null) this.#parts.live.takeCoverage()
      this.#latest = null
      this.#roads.clear()
      return
    }
    const { ways, polygons } = network
    const places = network.places.map(({ name, code, population, lng, lat }) => ({ name, code, population, lng, lat }))
    this.#roads.clear()
    this.#take(await this.#thread.ask({ kind: 'network', ways, polygons, places, stations: this.stations() }))
  }

  async #computeStations(): Promise<void> {
    try {
      this.#take(await this.#thread.ask({ kind: 'stations', stations: this.stations() }))
    } catch (error) {
      if (this.#stopped) throw error
      // A thread that died took its network along: begin again with it.
      await this.#computeNetwork()
    }
  }

  #take(answer: CoverageAnswer): void {
    this.keepRoads(answer)
    this.#latest = answer
    this.#version++
    this.#parts.live.setCoverage(showCoverage(String(this.#version), answer))
  }

  /** Keeps the geometry of a numbering for whoever was told of it. */
  keepRoads({ roads }: Pick<CoverageAnswer, 'roads'>): void {
    if (roads === null) return
    this.#roads.set(roads.id, Buffer.from(roads.bytes))
    for (const id of this.#roads.keys()) {
      if (this.#roads.size <= ROADS_KEPT) break
      if (id !== this.#latest?.live.network) this.#roads.delete(id)
    }
  }

  /** Who stands where now, and how they do. */
  stations(): Stations {
    const { board, closures } = this.#parts.live
    const checkpoints = [...board.seats()].map(({ checkpoint, state }) => {
      const { code, lng, lat } = checkpoint
      return { code, state, lng, lat }
    })
    const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1)
    return {
      checkpoints: checkpoints.sort(byCode),
      closures: closures
        .list('/')
        .map(({ code, lng, lat }) => ({ code, lng, lat }))
        .sort(byCode),
    }
  }

  /** One after the other: a later state must not be overtaken by an earlier one. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const next = this.#running.then(work).catch((error: unknown) => {
      // What was under way at the end comes to nothing, and nobody waits for it.
      if (!this.#stopped) throw error
    })
    this.#running = next.catch(() => {})
    return next
  }
}

/** As it goes to the screens. */
export const showCoverage = (version: string, { live, summary }: CoverageAnswer): LiveCoverage => ({
  version,
  network: live.network,
  crossings: live.crossings,
  segments: live.segments,
  summary,
})
