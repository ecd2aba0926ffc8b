import type { AlertKind } from '../alerts/alert-kinds'
import { DEFAULT_STATE_TIMES, type StateTimes } from '../checkpoints/checkpoint-state'
import type { Disposition } from '../entries/entry'
import { DEFAULT_THRESHOLDS, type Thresholds } from '../entries/thresholds'

/**
 * The words of the policy: what a checkpoint must know to act on its own. Every change makes a new version, and each
 * entry keeps the version under which it was made.
 */

/** How much is asked: 简登 (vehicle and temperature), 标准 (driver, from, to), 全员 (a document for each). */
export const ASK_LEVELS = ['brief', 'standard', 'full'] as const
export type AskLevel = (typeof ASK_LEVELS)[number]

export const RISK_LEVELS = ['high', 'medium', 'low'] as const
type RiskLevel = (typeof RISK_LEVELS)[number]

/** 风险地区: where somebody comes from, from one date to another. It has a code, or plates, or both. */
export interface RiskArea {
  /** Names the area through its changes. */
  id: string
  name: string
  /**
   * GB/T 2260 code of 2, 4 or 6 digits, or a finer one of 9 or 12. `420000` and `420100` mean the whole province and
   * city. Null: only the plates say.
   */
  code: string | null
  /** Where only a part of the code's region is meant (a street, an estate): its name, to be asked about. */
  part: string | null
  /** Beginnings of civil plates, 鄂 or 鄂A. They open a question (核实旅居史), never a disposition by themselves. */
  plates: string[]
  level: RiskLevel
  /** ISO 8601. Whoever was there at or after it, and before `to`, is hit. */
  from: string
  to: string | null
  /** Id of the rule that says what to do. */
  rule: string
}

/** 管控规定: what is done with whoever is hit, by which document. */
export interface Rule {
  /** What `hits` of an entry name. */
  id: string
  name: string
  /** Number of the document that orders it: 云防指办第9号通知. */
  document: string
  /** Asked back so many days: a stay within them is a hit of kind `stay`. */
  days: number
  disposition: Disposition
  /** What to do, in the words that the tablet shows. */
  order: string
  /** Asks at least this much of whoever is hit; null: as much as of everybody. */
  asks: AskLevel | null
}

/** How long an alert may wait until somebody has received it, minutes. */
export type AlertMinutes = Record<AlertKind, number>

/** From where on a queue is too long and a supply is low. */
interface AlertLimits {
  /** Vehicles that wait at one checkpoint. */
  queueVehicles: number
  /** At one checkpoint, of each supply that counts; fewer than so many are too few. */
  stock: Record<string, number>
}

interface Deadlines {
  /** Times of day, HH:MM in the jurisdiction's zone, by which each checkpoint's report is due; in order. */
  reports: string[]
  /** So many minutes before, the tablet reminds. */
  remindMinutes: number
  alertMinutes: AlertMinutes
}

const ALERT_MINUTES: AlertMinutes = {
  fever: 10,
  watch: 15,
  risk: 120,
  offline: 15,
  'zero-report': 60,
  queue: 20,
  stock: 120,
  'two-hours': 10,
}

/** When a list is gone through: as a shift begins, or when somebody inspects. */
export const CHECKLIST_USES = ['shift', 'inspection'] as const
type ChecklistUse = (typeof CHECKLIST_USES)[number]

export const RINGS = ['county', 'town', 'village'] as const
export type Ring = (typeof RINGS)[number]

/** A list to be gone through at a checkpoint: 五有, 六个一. */
export interface Checklist {
  id: string
  name: string
  use: ChecklistUse
  /** Rings whose checkpoints have it; none: all. */
  rings: Ring[]
  items: { id: string; text: string }[]
}

interface WatchListHead {
  version: string
  /** Subjects on it when it was made. */
  count: number
}

export interface PolicyDocument {
  thresholds: Thresholds
  recheckMinutes: number
  level: AskLevel
  /** Checkpoints, by code, where another level holds. */
  levelAt: Record<string, AskLevel>
  deadlines: Deadlines
  alertLimits: AlertLimits
  stateTimes: StateTimes
  riskAreas: RiskArea[]
  rules: Rule[]
  checklists: Checklist[]
  /** Made with the list itself, never written by hand. */
  watchlist: WatchListHead
}

export const DEFAULT_POLICY: Readonly<PolicyDocument> = {
  thresholds: DEFAULT_THRESHOLDS,
  recheckMinutes: 15,
  level: 'brief',
  levelAt: {},
  deadlines: { reports: ['18:00'], remindMinutes: 30, alertMinutes: ALERT_MINUTES },
  alertLimits: {
    queueVehicles: 30,
    stock: { masks: 50, suits: 4, goggles: 2, alcohol: 3, disinfectant: 5, thermometers: 2 },
  },
  stateTimes: DEFAULT_STATE_TIMES,
  riskAreas: [],
  rules: [],
  checklists: [
    {
      id: 'five',
      name: '五有',
      use: 'shift',
      rings: [],
      items: [
        { id: 'barrier', text: '有卡点设施' },
        { id: 'staff', text: '有值守人员' },
        { id: 'register', text: '有登记台账' },
        { id: 'thermometer', text: '有测温设备' },
        { id: 'disinfection', text: '有消毒用品' },
      ],
    },
    {
      id: 'six',
      name: '六个一',
      use: 'inspection',
      rings: [],
      items: [
        { id: 'leader', text: '一名包保责任人' },
        { id: 'crew', text: '一支值守队伍' },
        { id: 'rota', text: '一张值班表' },
        { id: 'flow', text: '一套处置流程' },
        { id: 'supplies', text: '一批防护物资' },
        { id: 'notice', text: '一块公示牌' },
      ],
    },
  ],
  watchlist: { version: '0', count: 0 },
}

/** The lists that a checkpoint of this ring goes through. */
export const checklistsOf = (policy: Pick<PolicyDocument, 'checklists'>, ring: Ring): Checklist[] =>
  policy.checklists.filter(({ rings }) => rings.length === 0 || rings.includes(ring))

/** How much this checkpoint asks of everybody. */
export const levelAt = (policy: Pick<PolicyDocument, 'level' | 'levelAt'>, checkpoint: string): AskLevel =>
  (Object.hasOwn(policy.levelAt, checkpoint) ? policy.levelAt[checkpoint] : undefined) ?? policy.level

/** Whether a region lies in the area of a code: 420103 in 420000, 420100, 42, 4201, 420103. */
export const isWithinCode = (region: string, code: string): boolean =>
  region.startsWith(code.length === 6 ? code.replace(/(?:00){1,2}$/, '') : code)

/** Whether a civil plate begins as one of these. */
export const hasPrefix = (plate: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => plate.startsWith(prefix))
