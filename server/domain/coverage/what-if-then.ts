import type { CheckpointState } from './points'
import type { WhatIf } from './what-if'

/** A closure with the times between which it stood; milliseconds since 1970, null: it stands still. */
interface ClosureThen {
  code: string
  lng: number
  lat: number
  from: number
  to: number | null
}

const isThere = (state: CheckpointState): boolean => state !== 'planned' && state !== 'closed'
const isWorking = (state: CheckpointState): boolean => isThere(state) && state !== 'offline' && state !== 'unstaffed'

/**
 * The network as it stood at an instant, said as a what-if over what stands now. A checkpoint whose state then is not
 * known is taken to have worked if it is there now; one that is planned or withdrawn now counted then if it worked.
 */
export const whatIfThen = (
  now: readonly { code: string; state: CheckpointState }[],
  then: ReadonlyMap<string, CheckpointState>,
  closures: readonly ClosureThen[],
  at: number,
): Required<Pick<WhatIf, 'on' | 'off' | 'remove' | 'open' | 'close'>> => {
  const changes = { on: [] as string[], off: [] as string[], remove: [] as string[] }
  for (const { code, state } of now) {
    const before = then.get(code) ?? (isThere(state) ? 'reporting' : state)
    if (isWorking(before) && !isWorking(state)) changes.on.push(code)
    else if (!isThere(before) && isThere(state)) changes.remove.push(code)
    else if (isThere(before) && !isWorking(before) && isWorking(state)) changes.off.push(code)
  }
  const stood = ({ from, to }: ClosureThen) => from <= at && (to === null || to > at)
  return {
    ...changes,
    open: closures.filter((one) => one.to === null && !stood(one)).map(({ code }) => code),
    close: closures.filter((one) => one.to !== null && stood(one)).map(({ lng, lat }) => ({ lng, lat })),
  }
}
