import type { Policy } from '#protocol/tablet'
import { FACTS } from './facts'
import type { Outbox } from './store'

/** A server that went back in time may have lost what it acknowledged: under another epoch it is offered again. */
export async function offerUnderEpoch(outbox: Outbox, epoch: string): Promise<void> {
  const known = await outbox.fact<string>(FACTS.epoch)
  if (known === epoch) return
  if (known !== undefined) await outbox.offerAgain(epoch, false)
  await outbox.setFact(FACTS.epoch, epoch)
}

/** Under the same epoch the highest seq tells it: that of the server, and the one that it had acknowledged. */
export async function offerAboveSeq(
  outbox: Outbox,
  { epoch, seq }: Pick<Policy, 'epoch' | 'seq'>,
  acknowledged: number | null,
): Promise<void> {
  if (acknowledged === null || acknowledged <= seq) return
  // Once for each such finding: entries that the server has dropped for good would be offered for ever.
  const finding = `${epoch} ${seq} ${acknowledged}`
  if ((await outbox.fact<string>(FACTS.offered)) === finding) return
  await outbox.offerAgain(epoch, true)
  await outbox.setFact(FACTS.offered, finding)
}
