import type { Sql } from 'postgres'

export interface Checkpoint {
  id: number
  code: string
  name: string
  /** Path of its jurisdiction, `/1/5/`: a scope is a prefix of it. */
  path: string
  jurisdiction: string
  kind: string
  ring: 'county' | 'town' | 'village'
  setState: 'planned' | 'open' | 'closed'
  unstaffed: boolean
  lng: number
  lat: number
  road: string | null
  demo: boolean
}

interface Jurisdiction {
  id: number
  code: string
  name: string
  level: string
  path: string
  zone: string | null
  givenHours: number | null
}

/** All checkpoints and jurisdictions, in memory: few, and asked for with every entry. */
export class CheckpointDirectory {
  readonly #sql: Sql
  #byId = new Map<number, Checkpoint>()
  #byCode = new Map<string, Checkpoint>()
  #jurisdictions = new Map<string, Jurisdiction>()

  constructor(sql: Sql) {
    this.#sql = sql
  }

  async load(): Promise<void> {
    const jurisdictions = await this.#sql<Jurisdiction[]>`
      select id, code, name, level, path, zone, given_hours as "givenHours" from jurisdictions order by path`
    const checkpoints = await this.#sql<Checkpoint[]>`
      select c.id, c.code, c.name, j.path, j.code as jurisdiction, c.kind, c.ring, c.set_state as "setState",
        c.unstaffed, c.lng, c.lat, c.road, c.demo is not null as demo
      from checkpoints c join jurisdictions j on j.id = c.jurisdiction_id order by c.code`
    this.#jurisdictions = new Map(jurisdictions.map((jurisdiction) => [jurisdiction.code, jurisdiction]))
    this.#byId = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]))
    this.#byCode = new Map(checkpoints.map((checkpoint) => [checkpoint.code, checkpoint]))
  }

  all(): Iterable<Checkpoint> {
    return this.#byCode.values()
  }

  byId(id: number): Checkpoint | undefined {
    return this.#byId.get(id)
  }

  byCode(code: string): Checkpoint | undefined {
    return this.#byCode.get(code)
  }

  jurisdiction(code: string): Jurisdiction | undefined {
    return this.#jurisdictions.get(code)
  }

  jurisdictions(): Iterable<Jurisdiction> {
    return this.#jurisdictions.values()
  }

  /** The instance's root: the jurisdiction above all others. */
  root(): Jurisdiction | undefined {
    return this.#jurisdictions.values().next().value
  }

  /** IANA zone of a jurisdiction's path: its own, else the nearest above it, else Asia/Shanghai. */
  zone(path: string): string {
    let zone = 'Asia/Shanghai'
    for (const jurisdiction of this.#jurisdictions.values()) {
      if (jurisdiction.zone !== null && path.startsWith(jurisdiction.path)) zone = jurisdiction.zone
    }
    return zone
  }

  /** How long a password that somebody gave signs in, by the nearest jurisdiction that says so. */
  givenHours(path: string): number {
    let hours = 72
    for (const jurisdiction of this.#jurisdictions.values()) {
      if (jurisdiction.givenHours !== null && path.startsWith(jurisdiction.path)) hours = jurisdiction.givenHours
    }
    return hours
  }
}
