/** A stay of a device at a checkpoint. */
export interface Pairing {
  id: string
  checkpointId: number
}

/** Who posts entries: a tablet, or a gate with its key. Nobody else may. */
export type EntrySource = DeviceSource | GateSource

export interface DeviceSource {
  kind: 'device'
  id: string
  /** Hands in what it made before it was retired. */
  retired: boolean
  current: Pairing | null
  /** All its pairings, by id. */
  pairings: ReadonlyMap<string, Pairing>
}

export interface GateSource {
  kind: 'gate'
  /** The key's id. */
  id: string
  /** The id of a checkpoint that this gate may post at, by code. */
  checkpointId(code: string): number | null
  /** Whether it may correct what counts at this checkpoint. */
  mayCorrectAt(checkpointId: number): boolean
}

/** Whether the source was ever at this checkpoint, so that it may correct an entry that counts there. */
export const wasAt = (source: EntrySource, checkpointId: number): boolean => {
  if (source.kind === 'gate') return source.mayCorrectAt(checkpointId)
  for (const pairing of source.pairings.values()) if (pairing.checkpointId === checkpointId) return true
  return false
}
