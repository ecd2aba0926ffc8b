/** An instruction as `GET /instructions` gives it. */
export interface SentInstruction {
  id: string
  text: string
  at: string
  sender: string
  withdrawnAt: string | null
  withdrawnBy: string | null
  /** Checkpoints that it went to, and of them those where it was read. */
  points: number
  read: number
}

/** One of them with who has read it, as `GET /instructions/:id` gives it: those that have not come first. */
export interface WholeInstruction extends SentInstruction {
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
