/** A pause of alerts as `GET /alert-pauses` gives it. */
export interface Pause {
  id: string
  from: string
  to: string
  reason: string
  kinds: string[]
  jurisdiction: string
  checkpoints: string[] | null
  by: string
}
