import type { Polygons } from '#domain/coverage/boundary'
import type { PlacePoint } from '#domain/coverage/points'
import type { WhatIf } from '#domain/coverage/what-if'
import type { Anchors, PlaceAccess } from '#domain/planning/access'
import type { BypassAdvice } from '#domain/planning/bypass-advice'
import type { ClosureInstead } from '#domain/planning/closures-instead'
import type { PlanComparison } from '#domain/planning/compare-plans'
import type { ExportLanguage, TableKey } from '#domain/planning/coverage-tables'
import type { FrontierAdvice } from '#domain/planning/frontier-advice'
import type { Loss, SparePoints } from '#domain/planning/losses'
import type { RingAccess } from '#domain/planning/ring-ways'
import type { SealAdvice } from '#domain/planning/seal-advice'
import type { CountedTraffic, RoadFlows } from '#domain/traffic/road-flows'
import type { Stations } from '../coverage/worker-messages'
import type { ExportFormat } from '../exports/write-coverage'

/** A place as the planner knows it; `place` is its kind in OpenStreetMap's words. */
export type PlannedPlace = PlacePoint & { place: string | null }

/** Which places advice is for: all, those named by name or code, those in an area drawn (rings in degrees). */
export interface Asked {
  places?: readonly string[] | null
  area?: Polygons | null
}

/** A town or village whose boundary is known. */
interface Ring {
  code: string
  name: string
  level: string
  polygons: Polygons
}

/** What can be asked of the planning thread; each on top of a plan. */
export type PlanQuestion =
  | { kind: 'seal'; plan: WhatIf; asked: Asked; counts: CountedTraffic[] | null }
  | { kind: 'closures'; plan: WhatIf; asked: Asked }
  | { kind: 'frontier'; plan: WhatIf; asked: Asked; counts: CountedTraffic[] | null }
  | { kind: 'losses'; plan: WhatIf }
  | { kind: 'spare'; plan: WhatIf }
  | { kind: 'traffic'; plan: WhatIf; counts: CountedTraffic[] }
  | { kind: 'access'; plan: WhatIf }
  | { kind: 'rings'; plan: WhatIf; rings: readonly Ring[] }
  | { kind: 'bypass'; plan: WhatIf; place: string }
  | { kind: 'export'; plan: WhatIf; format: ExportFormat; language: ExportLanguage; table: TableKey }
  | { kind: 'compare'; plans: readonly [WhatIf, WhatIf] }

export interface PlanAnswers {
  seal: SealAdvice
  closures: ClosureInstead[]
  frontier: FrontierAdvice
  losses: Loss[]
  spare: SparePoints
  traffic: { network: string; flows: RoadFlows }
  access: PlaceAccess[]
  rings: (Omit<Ring, 'polygons'> & RingAccess)[]
  bypass: BypassAdvice | null
  export: Uint8Array
  compare: Omit<PlanComparison, 'placed' | 'unknown'> & {
    /** gzip. */
    roads: { id: string; bytes: Uint8Array }
  }
}

/** An answer, or codes and names that mean nothing. */
export type Planned<Kind extends keyof PlanAnswers> = { answer: PlanAnswers[Kind] } | { unknown: string[] }

/** To the thread: the network, once; then questions, each with who stands where. */
export type PlanRequest =
  | { kind: 'network'; ways: Uint8Array; polygons: Polygons; places: PlannedPlace[]; anchors: Anchors }
  | { kind: 'question'; stations: Stations; question: PlanQuestion }
  /** Two networks, `packRoads`, side by side. */
  | { kind: 'changes'; before: Uint8Array; after: Uint8Array }
