import type { Outbox } from '../_outbox/store'

/** On plain HTTP the form waits until the entry is somewhere else than in this page. */
export const settledAtServer = (outbox: Outbox, id: string): Promise<void> =>
  new Promise((resolve) => {
    const look = async (): Promise<void> => {
      const kept = await outbox.find(id)
      if (kept && kept.mark.state !== 'acknowledged' && kept.mark.state !== 'to-correct') return
      stop()
      resolve()
    }
    // Looked at again with the next change.
    const lookQuietly = (): void => void look().catch(() => undefined)
    const stop = outbox.onChange(lookQuietly)
    lookQuietly()
  })
