import type { Namespace, Socket } from 'socket.io'
import type { Problem } from '#protocol/problem'
import type { Roster } from '#protocol/roster'
import { type Policy, Status } from '#protocol/tablet'
import { PROTOCOL_MAX, PROTOCOL_MIN } from '#protocol/version'
import type { Clock } from '../clock'
import { type Device, type DeviceDirectory, entrySource, mayHandIn } from '../devices/device-directory'
import { entriesFault, type Ingest } from '../entries/ingest'
import type { Log } from '../log'
import { entriesProblem } from '../problems'
import type { Board } from './board'
import type { Heartbeats } from './heartbeats'
import { answerUnknown, refuseOversized } from './socket-manners'

interface TabletSocketParts {
  clock: Clock
  log: Log
  devices: DeviceDirectory
  ingest: Ingest
  board: Board
  heartbeats: Heartbeats
  /** What a device must know; null where it stands nowhere. */
  policyFor(device: Device): Promise<Policy | null>
  /** Who may sign on there; null where it stands nowhere. */
  rosterFor(device: Device): Promise<Roster | null>
}

interface Tablet {
  token: string
  device: Device
  /** Messages that wait for their commit: one mad tablet must not fill the queue that all share. */
  inFlight: number
}

type Ack = (answer: unknown) => void

const MAX_IN_FLIGHT = 8
const RETRY_AFTER_MS = 1_000

/** The `/tablet` namespace: entries, status, time; policy and revocation. */
export class TabletSockets {
  readonly #parts: TabletSocketParts
  readonly #tablets = new Map<Socket, Tablet>()

  constructor(namespace: Namespace, parts: TabletSocketParts) {
    this.#parts = parts
    namespace.use((socket, next) => {
      this.#admit(socket).then(
        (refusal) => (refusal === null ? next() : next(refusal)),
        () => next(connectError('unavailable')),
      )
    })
    namespace.on('connection', (socket) => this.#serve(socket))
  }

  get connected(): number {
    return this.#tablets.size
  }

  /** What is known of these devices has changed: of all, without ids. */
  async refresh(ids: readonly string[]): Promise<void> {
    this.#parts.devices.forget(ids)
    const touched = [...this.#tablets].filter(([, { device }]) => ids.length === 0 || ids.includes(device.id))
    for (const [socket, tablet] of touched) {
      // One that can't be looked at now is when it comes back; the others need not wait for that.
      await this.#refreshOne(socket, tablet).catch(() => socket.disconnect(true))
    }
  }

  async #refreshOne(socket: Socket, tablet: Tablet): Promise<void> {
    const device = await this.#parts.devices.find(tablet.token)
    if (device === null) socket.disconnect(true)
    else {
      tablet.device = device
      await this.#greet(socket, device)
    }
  }

  /** The policy, or the pairing of some, is another. */
  async sendPolicies(): Promise<void> {
    for (const [socket, { device }] of this.#tablets) {
      // One that can't be told now is told when it comes back; the others need not wait for that.
      await this.#greet(socket, device).catch(() => socket.disconnect(true))
    }
  }

  /** The crews of some checkpoints are others: each tablet is told its own, which it compares by version. */
  async sendRosters(): Promise<void> {
    for (const [socket, { device }] of this.#tablets) {
      await this.#sendRoster(socket, device).catch(() => socket.disconnect(true))
    }
  }

  async #sendRoster(socket: Socket, device: Device): Promise<void> {
    const roster = await this.#parts.rosterFor(device)
    if (roster !== null) socket.emit('roster', roster)
  }

  async #admit(socket: Socket): Promise<Error | null> {
    const { token, protocol } = socket.handshake.auth as { token?: unknown; protocol?: unknown }
    if (typeof protocol !== 'number' || protocol < PROTOCOL_MIN || protocol > PROTOCOL_MAX) {
      return connectError('upgrade', { min: PROTOCOL_MIN, max: PROTOCOL_MAX })
    }
    if (typeof token !== 'string' || token.length > 200) return connectError('unauthorized')
    const device = await this.#parts.devices.find(token)
    if (device === null) return connectError('unauthorized')
    this.#tablets.set(socket, { token, device, inFlight: 0 })
    socket.once('disconnect', () => this.#tablets.delete(socket))
    socket.conn.once('close', () => this.#tablets.delete(socket))
    return null
  }

  #serve(socket: Socket): void {
    const tablet = this.#tablets.get(socket)
    if (tablet === undefined) {
      socket.disconnect(true)
      return
    }
    refuseOversized(socket)
    answerUnknown(socket)
    socket.on('entries', (entries: unknown, ack: unknown) => this.#run(ack, () => this.#takeEntries(tablet, entries)))
    socket.on('status', (status: unknown, ack: unknown) => this.#run(ack, async () => this.#takeStatus(tablet, status)))
    socket.on('time', (...args: unknown[]) =>
      this.#run(args.at(-1), async () => ({ now: new Date(this.#parts.clock.now()).toISOString() })),
    )
    this.#greet(socket, tablet.device).catch(() => socket.disconnect(true))
  }

  /** First words to a tablet, and last ones to one that is lost or retired for good. */
  async #greet(socket: Socket, device: Device): Promise<void> {
    if (!mayHandIn(device, this.#parts.clock.now())) {
      socket.emit('revoked', { wipe: device.state === 'lost' })
      socket.disconnect(true)
      return
    }
    const policy = await this.#parts.policyFor(device)
    if (policy !== null) socket.emit('policy', policy)
    await this.#sendRoster(socket, device)
  }

  async #takeEntries(tablet: Tablet, entries: unknown): Promise<unknown> {
    const fault = entriesFault(entries)
    if (fault !== null) return { error: entriesProblem(fault) }
    if (!mayHandIn(tablet.device, this.#parts.clock.now())) return { error: retiredProblem() }
    if (tablet.inFlight >= MAX_IN_FLIGHT) return { busy: true, retryAfterMs: RETRY_AFTER_MS }
    tablet.inFlight++
    try {
      // `entriesFault` found a list.
      return await this.#parts.ingest.submit(entrySource(tablet.device), entries as unknown[])
    } finally {
      tablet.inFlight--
    }
  }

  #takeStatus({ device }: Tablet, raw: unknown): unknown {
    const status = Status.safeParse(raw)
    if (!status.success) return { error: statusProblem() }
    const { battery, pending, version } = status.data
    this.#parts.heartbeats.put(device.id, {
      battery: battery ?? null,
      pending: pending ?? null,
      version: version ?? null,
    })
    const at = device.pairingId === null ? undefined : device.pairings.get(device.pairingId)
    if (at !== undefined && device.state === 'active') {
      this.#parts.board.hear(at.checkpointId, device.id, status.data, this.#parts.clock.now())
    }
    return {}
  }

  /** Answers a call, whatever happens: a client that gets nothing would wait for its own time-out. */
  #run(ack: unknown, act: () => Promise<unknown>): void {
    const answer: Ack = typeof ack === 'function' ? (ack as Ack) : () => {}
    act().then(answer, (error: unknown) => {
      this.#parts.log.error({ err: error }, 'a call of a tablet failed')
      answer({ busy: true, retryAfterMs: RETRY_AFTER_MS })
    })
  }
}

const statusProblem = (): Problem => ({
  type: 'about:blank',
  title: 'The status can not be read',
  status: 400,
  detail: 'Send {battery?, pending, queue?, stock?} with numbers that are not negative.',
})

const retiredProblem = (): Problem => ({
  type: 'about:blank',
  title: 'This device was retired more than 72 hours ago',
  status: 403,
  detail: 'Keep what waits, and export it for POST /relays.',
})

/** What a client sees as `connect_error`: its message is one of a closed list. */
export const connectError = (message: 'upgrade' | 'unauthorized' | 'unavailable', data?: object): Error =>
  Object.assign(new Error(message), data === undefined ? {} : { data })
