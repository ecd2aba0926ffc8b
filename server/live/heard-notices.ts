import type { Status } from '#protocol/tablet'
import type { Core } from '../core'

/** A tablet says how it does every 20 s, and a checkpoint is offline after 120: this often is soon enough. */
const EVERY_MS = 5_000
/** A notice holds some 7,000 bytes. */
const SIGNS_A_NOTICE = 80

export interface Sign {
  checkpointId: number
  source: string
  status: Pick<Status, 'pending' | 'queue' | 'stock'>
}

/** Tells the other servers of this database which tablets and gates were heard of here: each hears only its own. */
export class HeardNotices {
  readonly #core: Core
  #signs = new Map<string, Sign>()

  constructor(core: Core) {
    this.#core = core
  }

  /** The last sign of a source at a checkpoint is kept, so that there are never more than tablets and gates. */
  add(sign: Sign): void {
    const { pending, queue } = { ...this.#signs.get(keyOf(sign))?.status }
    const status = { pending: sign.status.pending ?? pending, queue: sign.status.queue ?? queue }
    this.#signs.set(keyOf(sign), { ...sign, status })
  }

  /** Returns what ends it. */
  start(): () => void {
    return this.#core.clock.every(EVERY_MS, () => {
      const signs = [...this.#signs.values()].map(writeSign)
      this.#signs = new Map()
      for (let from = 0; from < signs.length; from += SIGNS_A_NOTICE) {
        this.#core.bus.publish('heard', signs.slice(from, from + SIGNS_A_NOTICE)).catch(() => {
          this.#core.log.warn('other servers could not be told who was heard of; the next notice makes up for it')
        })
      }
    })
  }
}

const keyOf = ({ checkpointId, source }: Sign): string => `${checkpointId} ${source}`

const writeSign = (sign: Sign): string => `${keyOf(sign)} ${sign.status.pending ?? ''} ${sign.status.queue ?? ''}`

/** A sign as another server wrote it; null where it can not be read. */
export const readSign = (text: string): Sign | null => {
  const [, checkpoint, source, pending, queue] = /^(\d+) (\S+) (\d*) (\d*)$/.exec(text) ?? []
  if (checkpoint === undefined || source === undefined) return null
  const number = (digits: string | undefined) => (digits ? Number(digits) : null)
  return { checkpointId: Number(checkpoint), source, status: { pending: number(pending), queue: number(queue) } }
}
