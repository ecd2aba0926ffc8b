/** An instruction as `GET /instructions` gives it. */
export interface SentInstruction {
  id: string
  text: string
  at: string
  sender: string
  withdrawnAt: string | null
  withdrawnBy: string | null
  to: Reached[]
}

/** One checkpoint that it went to. */
interface Reached {
  code: string
  name: string
  readAt: string | null
  device: string | null
  /** Who was on duty when it was read. */
  crew: string[]
}
