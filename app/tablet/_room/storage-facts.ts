/** What the browser says about where the outbox lies. */
export interface StorageFacts {
  /** Null: the browser does not say. */
  persistent: boolean | null
  usedPercent: number | null
}

const NEARLY_FULL_PERCENT = 90

export const isNearlyFull = ({ usedPercent }: StorageFacts): boolean =>
  usedPercent !== null && usedPercent >= NEARLY_FULL_PERCENT
