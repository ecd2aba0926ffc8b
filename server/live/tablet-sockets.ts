import type { Namespace, Socket } from 'socket.io'
import type { Duty } from '#protocol/duty'
import type { Problem } from '#protocol/problem'
import type { Roster } from '#protocol/roster'
import { type Instruction, type Policy, ReadCall, Status } from '#protocol/tablet'
import type { Clock } from '../clock'
import { type Device, type DeviceDirectory, entrySource, mayHandIn, standsAt } from '../devices/device-directory'
import { entriesFault, type Ingest } from '../entries/ingest'
import type { ItemDesk } from '../items/item-desk'
import type { Log } from '../log'
import { listProblem } from '../problems'
import { admitBy, connectError } from './admission'
import type { Board } from './board'
import type { Heartbeats } from './heartbeats'
import { answerUnknown, readSlowly, refuseOversized } from './socket-manners'

interface TabletSocketParts {
  clock: Clock
  log: Log
  devices: DeviceDirectory
  ingest: Ingest
  board: Board
  heartbeats: Heartbeats
  items: ItemDesk
  /** What a device must know; null where it stands nowhere. */
  policyFor(device: Device): Promise<Policy | null>
  /** Who may sign on there; null where it stands nowhere. */
  rosterFor(device: Device): Promise<Roster | null>
  /** By checkpoint; of all with null. */
  dutyOf(checkpointIds: readonly number[] | null): Promise<ReadonlyMap<number, Duty>>
  /** What was sent to the device's checkpoint and not read on it. */
  unread(device: Device): Promise<readonly Instruction[]>
  /** Ids of instructions to its checkpoint that were taken back. */
  withdrawn(device: Device): Promise<readonly string[]>
  markRead(device: Device, instruction: string): Promise<boolean>
}

interface Tablet {
  token: string
  device: Device
  /** Messages that wait for their commit: one mad tablet must not fill the queue that all share. */
  inFlight: number
  /** Sends without waiting for its answers, which is a line of the log once. */
  impatient: boolean
}

type Ack = (answer: unknown) => void

const MAX_IN_FLIGHT = 8
const RETRY_AFTER_MS = 1_000

/** The `/tablet` namespace: entries, items, status, time; policy, duty, instructions and revocation. */
export class TabletSockets {
  readonly #parts: TabletSocketParts
  readonly #tablets = new Map<Socket, Tablet>()

  constructor(namespace: Namespace, parts: TabletSocketParts) {
    this.#parts = parts
    admitBy(namespace, (socket) => this.#admit(socket))
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
      await this.#brief(socket, device)
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
    const { token } = socket.handshake.auth as { token?: unknown }
    if (typeof token !== 'string' || token.length > 200) return connectError('unauthorized')
    const device = await this.#parts.devices.find(token)
    if (device === null) return connectError('unauthorized')
    this.#tablets.set(socket, { token, device, inFlight: 0, impatient: false })
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
    const { refused } = readSlowly(socket, this.#parts.clock)
    refuseOversized(socket, refused)
    answerUnknown(socket)
    const run = (ack: unknown, act: () => Promise<unknown>) => this.#run(tablet, ack, act, refused)
    socket.on('entries', (entries: unknown, ack: unknown) => run(ack, () => this.#takeEntries(tablet, entries)))
    socket.on('items', (items: unknown, ack: unknown) => run(ack, () => this.#takeItems(tablet, items)))
    socket.on('read', (call: unknown, ack: unknown) => run(ack, () => this.#takeRead(tablet, call)))
    socket.on('status', (status: unknown, ack: unknown) => run(ack, async () => this.#takeStatus(tablet, status)))
    socket.on('time', (...args: unknown[]) =>
      run(args.at(-1), async () => ({ now: new Date(this.#parts.clock.now()).toISOString() })),
    )
    this.#greet(socket, tablet.device)
      .then(() => this.#brief(socket, tablet.device))
      .catch(() => socket.disconnect(true))
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

  /** What is known of its post: after the policy, which says where that is. */
  async #brief(socket: Socket, device: Device): Promise<void> {
    const checkpointId = standsAt(device)
    if (checkpointId === null || !socket.connected) return
    const duty = (await this.#parts.dutyOf([checkpointId])).get(checkpointId)
    if (duty !== undefined) socket.emit('duty', duty)
    await this.#instruct(socket, device)
  }

  /** Items of these checkpoints are new; of all may be, with null. */
  async sendDuty(checkpointIds: readonly number[] | null): Promise<void> {
    const concerned = [...this.#tablets].filter(([, { device }]) => {
      const at = standsAt(device)
      return at !== null && (checkpointIds === null || checkpointIds.includes(at))
    })
    if (concerned.length === 0) return
    const duties = await this.#parts.dutyOf(checkpointIds)
    for (const [socket, { device }] of concerned) {
      const duty = duties.get(standsAt(device) ?? 0)
      if (duty !== undefined) socket.emit('duty', duty)
    }
  }

  /** Something was sent or taken back: each tablet is told what it has not read, and what is void. */
  async sendInstructions(): Promise<void> {
    for (const [socket, { device }] of this.#tablets) {
      await this.#instruct(socket, device).catch(() => socket.disconnect(true))
    }
  }

  async #instruct(socket: Socket, device: Device): Promise<void> {
    for (const instruction of await this.#parts.unread(device)) socket.emit('instruction', instruction)
    const ids = await this.#parts.withdrawn(device)
    if (ids.length > 0) socket.emit('withdrawn', { ids })
  }

  #takeItems(tablet: Tablet, items: unknown): Promise<unknown> {
    return this.#take(tablet, 'items', items, (list) => this.#parts.items.submit(entrySource(tablet.device), list))
  }

  async #takeRead({ device }: Tablet, raw: unknown): Promise<unknown> {
    const call = ReadCall.safeParse(raw)
    if (!call.success || !(await this.#parts.markRead(device, call.data.id))) return { error: readProblem() }
    return {}
  }

  #takeEntries(tablet: Tablet, entries: unknown): Promise<unknown> {
    return this.#take(tablet, 'entries', entries, (list) => this.#parts.ingest.submit(entrySource(tablet.device), list))
  }

  /** Holds nothing of what was sent until the answer: thousands may wait. */
  #take(
    tablet: Tablet,
    what: 'entries' | 'items',
    made: unknown,
    submit: (list: readonly unknown[]) => Promise<unknown>,
  ): Promise<unknown> {
    const fault = entriesFault(made)
    if (fault !== null) return Promise.resolve({ error: listProblem(what, fault) })
    if (!mayHandIn(tablet.device, this.#parts.clock.now())) return Promise.resolve({ error: retiredProblem() })
    if (tablet.inFlight >= MAX_IN_FLIGHT) {
      if (!tablet.impatient) {
        tablet.impatient = true
        this.#parts.log.warn({ device: tablet.device.id }, 'a tablet sends without waiting for its answers')
      }
      return Promise.resolve({ busy: true, retryAfterMs: RETRY_AFTER_MS })
    }
    tablet.inFlight++
    // `entriesFault` found a list.
    return submit(made as unknown[]).finally(() => {
      tablet.inFlight--
    })
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
    const at = standsAt(device)
    if (at !== null && device.state === 'active') {
      this.#parts.board.hear(at, device.id, status.data, this.#parts.clock.now())
    }
    return {}
  }

  /** Answers a call, whatever happens: a client that gets nothing would wait for its own time-out. */
  #run({ device }: Tablet, ack: unknown, act: () => Promise<unknown>, refused: () => void): void {
    const answer: Ack = typeof ack === 'function' ? (ack as Ack) : () => {}
    const show = (found: unknown) => {
      if (typeof found === 'object' && found !== null && 'error' in found) refused()
      answer(found)
    }
    act().then(show, (error: unknown) => {
      this.#parts.log.error({ device: device.id, err: error }, 'a call of a tablet failed')
      answer({ busy: true, retryAfterMs: RETRY_AFTER_MS })
    })
  }
}

const readProblem = (): Problem => ({
  type: 'about:blank',
  title: 'There is no such instruction',
  status: 404,
  detail: 'Send {id} of an instruction that this tablet was sent.',
})

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
