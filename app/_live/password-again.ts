/** The one way by which a call that was refused for it asks for the password once more. */

type Ask = () => Promise<boolean>

let ask: Ask | null = null

/** `how` shows the question; true once the server has taken the password. Returns what takes it away. */
export const answerPasswordAgain = (how: Ask): (() => void) => {
  ask = how
  return () => {
    if (ask === how) ask = null
  }
}

/** False where nobody answered, or nothing on this page can ask. */
export const passwordAgain = async (): Promise<boolean> => (ask === null ? false : ask())
