import type { LogKind } from '#domain/checkpoints/item'
import type { ShiftAct } from './shift-form'

/** Which page of the crew's own work is open. */
export type PostPlace =
  | { at: 'home' }
  | { at: 'shift'; act: ShiftAct }
  | { at: 'report' }
  | { at: 'supplies' }
  | { at: 'log'; log: LogKind }
