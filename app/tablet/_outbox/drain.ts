import type { Answer, Verdict } from './verdict'

/**
 * When the outbox is sent: a pure machine. It is told what happened and answers with the next state and what to do;
 * the courier does it. One message is under way at most; every phase but `offline`, `barred` has either a task or a
 * timer outstanding, so that it goes on by itself. `round` numbers the tasks: an answer to an older one is ignored
 * (sending again is harmless: the server knows the ids).
 */

export const FULL_BATCH = 50
/** Also the interval at which deferred entries and other tabs' entries are looked for. */
const REST_MS = 20_000
const BACK_OFF_MS = { first: 1_000, most: 30_000 } as const
/** So many faults with one and the same entry alone in the message, and the others go first. */
const FAULTS_BEFORE_DEFERRING = 3

export type Bar = 'unauthorized' | 'upgrade' | 'retired'

/** `size`: entries a message. `faults`: messages in a row that came to nothing; `alone`: those of one entry among them. */
interface Pace {
  size: number
  faults: number
  alone: number
}

export type DrainState = { round: number; pace: Pace } & (
  | { phase: 'offline' }
  | { phase: 'barred'; reason: Bar }
  | { phase: 'resting' }
  /** `again`: something was saved after the look began. */
  | { phase: 'loading'; again: boolean }
  | { phase: 'sending'; ids: readonly string[] }
  | { phase: 'settling'; online: boolean }
  | { phase: 'backing-off' }
)

export type DrainEvent =
  | { kind: 'connected' }
  | { kind: 'disconnected' }
  | { kind: 'barred'; reason: Bar }
  /** Something was saved, or the network or the screen came back. */
  | { kind: 'woke' }
  | { kind: 'rang' }
  | { kind: 'loaded'; round: number; ids: readonly string[] }
  | { kind: 'load-failed'; round: number }
  | { kind: 'came-back'; round: number; answer: Answer }
  | { kind: 'settled'; round: number }
  | { kind: 'settle-failed'; round: number }

export type DrainTask =
  | { do: 'load'; round: number; limit: number }
  | { do: 'send'; round: number; ids: readonly string[] }
  | { do: 'settle'; round: number; verdicts: readonly Verdict[]; epoch: string | null }
  | { do: 'arm'; ms: number }
  | { do: 'disarm' }

interface Step {
  state: DrainState
  tasks: DrainTask[]
}

export const drainStart: DrainState = { phase: 'offline', round: 0, pace: { size: FULL_BATCH, faults: 0, alone: 0 } }

type Phase = DrainState['phase']
type In<P extends Phase> = Extract<DrainState, { phase: P }>
type Told<K extends DrainEvent['kind']> = Extract<DrainEvent, { kind: K }>
/** A place for every event in every phase: the compiler refuses a gap. `jitter` is 0 to 1. */
type Table = {
  [P in Phase]: { [K in DrainEvent['kind']]: (state: In<P>, event: Told<K>, jitter: number) => Step }
}

const stay = (state: DrainState): Step => ({ state, tasks: [] })

const toOffline = ({ round, pace }: DrainState): Step => ({
  state: { phase: 'offline', round: round + 1, pace },
  tasks: [{ do: 'disarm' }],
})

const toBarred = ({ round, pace }: DrainState, { reason }: Told<'barred'>): Step => ({
  state: { phase: 'barred', reason, round: round + 1, pace },
  tasks: [{ do: 'disarm' }],
})

function load({ round, pace }: DrainState): Step {
  const next = round + 1
  return {
    state: { phase: 'loading', again: false, round: next, pace },
    tasks: [{ do: 'disarm' }, { do: 'load', round: next, limit: pace.size }],
  }
}

/** At least half of the time, so that tablets which fell silent together do not come back together. */
const spread = (ms: number, jitter: number): number => Math.round(ms * (0.5 + jitter / 2))

function rest({ round, pace }: DrainState, jitter: number): Step {
  return { state: { phase: 'resting', round, pace }, tasks: [{ do: 'arm', ms: spread(REST_MS, jitter) }] }
}

function backOff({ round }: DrainState, pace: Pace, ms: number): Step {
  return { state: { phase: 'backing-off', round: round + 1, pace }, tasks: [{ do: 'arm', ms }] }
}

/** A message came to nothing: fewer entries next time, so that one that cannot be taken is soon alone. */
function fault(state: DrainState, ids: readonly string[], jitter: number): Step {
  const only = ids.length === 1 ? ids[0] : undefined
  const faults = state.pace.faults + 1
  const alone = only === undefined ? 0 : state.pace.alone + 1
  if (only !== undefined && alone >= FAULTS_BEFORE_DEFERRING) {
    const pace = { size: 1, faults: 0, alone: 0 }
    return settle({ ...state, pace }, [{ id: only, kind: 'deferred', errors: [] }], null)
  }
  const pace = { size: Math.max(1, Math.floor(ids.length / 2)), faults, alone }
  const ms = Math.min(BACK_OFF_MS.most, BACK_OFF_MS.first * 2 ** Math.min(faults - 1, 10))
  return backOff(state, pace, spread(ms, jitter))
}

function settle({ round, pace }: DrainState, verdicts: readonly Verdict[], epoch: string | null): Step {
  return {
    state: { phase: 'settling', online: true, round, pace },
    tasks: [{ do: 'settle', round, verdicts, epoch }],
  }
}

function cameBack(state: In<'sending'>, answer: Answer, jitter: number): Step {
  switch (answer.kind) {
    case 'answered': {
      const pace = { size: Math.min(FULL_BATCH, state.pace.size * 2), faults: 0, alone: 0 }
      return settle({ ...state, pace }, answer.verdicts, answer.epoch)
    }
    case 'busy':
      // The server is well and says when: no fault, and never sooner than it asks.
      return backOff(state, state.pace, Math.round(answer.retryAfterMs * (1 + jitter / 2)))
    case 'refused':
    case 'unanswered':
      return fault(state, state.ids, jitter)
  }
}

/** Only for the task that is under way. */
const current =
  <S extends DrainState, E extends DrainEvent & { round: number }>(act: (state: S, event: E, jitter: number) => Step) =>
  (state: S, event: E, jitter: number): Step =>
    event.round === state.round ? act(state, event, jitter) : stay(state)

const TABLE: Table = {
  offline: {
    connected: load,
    disconnected: stay,
    barred: toBarred,
    woke: stay,
    rang: stay,
    loaded: stay,
    'load-failed': stay,
    'came-back': stay,
    settled: stay,
    'settle-failed': stay,
  },
  // Nothing is sent and nothing is forgotten, until a connection is let in again.
  barred: {
    connected: load,
    disconnected: stay,
    barred: toBarred,
    woke: stay,
    rang: stay,
    loaded: stay,
    'load-failed': stay,
    'came-back': stay,
    settled: stay,
    'settle-failed': stay,
  },
  resting: {
    connected: load,
    disconnected: toOffline,
    barred: toBarred,
    woke: load,
    rang: load,
    loaded: stay,
    'load-failed': stay,
    'came-back': stay,
    settled: stay,
    'settle-failed': stay,
  },
  loading: {
    connected: stay,
    disconnected: toOffline,
    barred: toBarred,
    woke: (state) => stay({ ...state, again: true }),
    rang: stay,
    loaded: current((state, { ids }, jitter) => {
      if (ids.length > 0) {
        const { round, pace } = state
        return { state: { phase: 'sending', ids, round, pace }, tasks: [{ do: 'send', round, ids }] }
      }
      return state.again ? load(state) : rest(state, jitter)
    }),
    // The store could not be read: nothing was sent, so the size stays.
    'load-failed': current((state, _event, jitter) =>
      backOff(state, state.pace, spread(BACK_OFF_MS.first * 2, jitter)),
    ),
    'came-back': stay,
    settled: stay,
    'settle-failed': stay,
  },
  sending: {
    connected: stay,
    disconnected: toOffline,
    barred: toBarred,
    woke: stay,
    rang: stay,
    loaded: stay,
    'load-failed': stay,
    'came-back': current((state, { answer }, jitter) => cameBack(state, answer, jitter)),
    settled: stay,
    'settle-failed': stay,
  },
  settling: {
    connected: (state) => stay({ ...state, online: true }),
    disconnected: (state) => stay({ ...state, online: false }),
    barred: toBarred,
    woke: stay,
    rang: stay,
    loaded: stay,
    'load-failed': stay,
    'came-back': stay,
    settled: current((state) => (state.online ? load(state) : toOffline(state))),
    // What was acknowledged but not marked is sent again and comes back as a duplicate.
    'settle-failed': current((state, _event, jitter) =>
      state.online ? backOff(state, state.pace, spread(BACK_OFF_MS.first * 2, jitter)) : toOffline(state),
    ),
  },
  'backing-off': {
    connected: load,
    disconnected: toOffline,
    barred: toBarred,
    // A queue at the barrier must not shorten the pause that the server or the network needs.
    woke: stay,
    rang: load,
    loaded: stay,
    'load-failed': stay,
    'came-back': stay,
    settled: stay,
    'settle-failed': stay,
  },
}

/** The next state and what to do. `jitter` is a random number from 0 to 1. */
export function drain(state: DrainState, event: DrainEvent, jitter: number): Step {
  // The table pairs each handler with its phase and event; the compiler cannot follow the two keys at once.
  const handler = TABLE[state.phase][event.kind] as (state: DrainState, event: DrainEvent, jitter: number) => Step
  return handler(state, event, jitter)
}
