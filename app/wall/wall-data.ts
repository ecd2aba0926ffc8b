/** `GET /wall`. */
export interface WallData {
  /** Each by its start, ISO 8601, from midnight on; hours without traffic are left out. */
  hours: readonly { hour: string; vehiclesIn: number }[]
  /** By alert: masked plate, and highest last reading. */
  subjects: Readonly<Record<string, { plate: string | null; celsius: number | null }>>
}
