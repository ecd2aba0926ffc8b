import type { Namespace, Socket } from 'socket.io'
import { Subscribe } from '#protocol/live'
import { callerOf } from '../caller'
import type { CheckpointDirectory } from '../checkpoints/checkpoint-directory'
import type { Env } from '../env'
import type { Log } from '../log'
import type { PersonActor } from '../people/actor'
import type { Identifier } from '../people/sessions/identify'
import { admitBy, connectError } from './admission'
import { type Broadcaster, withoutOwner } from './broadcaster'
import type { LiveState } from './live-state'
import { answerUnknown } from './socket-manners'

interface LiveSocketParts {
  log: Log
  env: Env
  identifier: Identifier
  state: LiveState
  broadcaster: Broadcaster
  checkpoints: CheckpointDirectory
}

/** More than this on its way to a screen, and the next delta waits and folds. */
const MAX_BUFFERED_BYTES = 65_536
/** Of what was asked for at once, each may be a whole snapshot. */
const MAX_WAITING_PACKETS = 8
const RETRY_AFTER_MS = 1_000

/** The `/live` namespace: `subscribe` answers with a snapshot, then `delta`. */
export class LiveSockets {
  readonly #parts: LiveSocketParts
  readonly #actors = new Map<Socket, PersonActor>()
  /** The jurisdiction that a screen asked for, and the path that it lay at; null: its own. */
  readonly #asked = new Map<Socket, { code: string | null; scope: string }>()

  constructor(namespace: Namespace, parts: LiveSocketParts) {
    this.#parts = parts
    admitBy(namespace, (socket) => this.#admit(socket))
    namespace.on('connection', (socket) => this.#serve(socket))
  }

  get connected(): number {
    return this.#actors.size
  }

  /** Sessions that ended, by hash in base64; without any, all are looked at again. */
  async cut(hashes: readonly string[]): Promise<void> {
    for (const [socket, actor] of this.#actors) {
      const hash = actor.sessionHash?.toString('base64')
      const ended = hashes.length === 0 ? !maySee(await this.#actorOf(socket)) : hash && hashes.includes(hash)
      if (ended) socket.disconnect(true)
    }
  }

  /** Jurisdictions were moved: whoever sees another part of the tree now asks for the whole anew. */
  async rescope(): Promise<void> {
    for (const socket of [...this.#actors.keys()]) {
      const actor = await this.#actorOf(socket)
      if (!this.#actors.has(socket)) continue
      if (actor === null || !maySee(actor)) {
        socket.disconnect(true)
        continue
      }
      this.#actors.set(socket, actor)
      const asked = this.#asked.get(socket)
      if (asked !== undefined && this.#scopeOf(actor, asked.code) !== asked.scope) {
        this.#parts.broadcaster.restart(socket.id)
      }
    }
  }

  async #admit(socket: Socket): Promise<Error | null> {
    const actor = await this.#actorOf(socket)
    if (actor === null) return connectError('unauthorized')
    if (!maySee(actor)) return connectError('forbidden')
    this.#actors.set(socket, actor)
    socket.conn.once('close', () => this.#actors.delete(socket))
    return null
  }

  async #actorOf(socket: Socket): Promise<PersonActor | null> {
    const { token } = socket.handshake.auth as { token?: unknown }
    const { cookie, origin, host } = socket.handshake.headers
    const { identifier, env } = this.#parts
    const { secure } = callerOf(socket.request, env)
    if (typeof token === 'string') {
      const authorization = `Bearer ${token}`
      const actor = await identifier.identify({ authorization, cookie: undefined, secure })
      return actor?.kind === 'person' ? actor : null
    }
    // A cookie comes along from any page; only our own may use it.
    if (origin !== undefined && !sameHost(origin, host)) return null
    return identifier.bySession(cookie, secure)
  }

  #serve(socket: Socket): void {
    if (!this.#actors.has(socket)) {
      socket.disconnect(true)
      return
    }
    answerUnknown(socket)
    socket.on('subscribe', (...args: unknown[]) => {
      const ack = args.at(-1)
      if (typeof ack === 'function') this.#subscribe(socket, args.length > 1 ? args[0] : {}, ack as Ack)
    })
    socket.on('disconnect', () => {
      this.#actors.delete(socket)
      this.#asked.delete(socket)
      this.#parts.broadcaster.remove(socket.id)
    })
  }

  #subscribe(socket: Socket, raw: unknown, ack: Ack): void {
    const asked = Subscribe.safeParse(raw ?? {})
    const actor = this.#actors.get(socket)
    const scope = asked.success && actor !== undefined ? this.#scopeOf(actor, asked.data.jurisdiction ?? null) : null
    if (scope === null) {
      ack({ error: { type: 'about:blank', title: 'There is no such jurisdiction within yours', status: 404 } })
      return
    }
    if (isBehind(socket)) {
      // It has yet to read what it was sent before; a second snapshot on top would only be memory.
      ack({ busy: true, retryAfterMs: RETRY_AFTER_MS })
      return
    }
    this.#asked.set(socket, { code: asked.data?.jurisdiction ?? null, scope })
    const { tick, ...snapshot } = this.#parts.state.snapshot(scope)
    const nameless = actor?.wall === true
    ack(nameless ? { ...snapshot, alerts: snapshot.alerts.map(withoutOwner) } : snapshot)
    this.#parts.broadcaster.add({
      id: socket.id,
      scope,
      nameless,
      tick,
      version: snapshot.version,
      canTake: () => canTake(socket),
    })
  }

  /** The path of a jurisdiction within the actor's own; null where it may not see it. */
  #scopeOf(actor: PersonActor, code: string | null): string | null {
    if (code === null) return actor.scope
    const path = this.#parts.checkpoints.jurisdiction(code)?.path
    return path?.startsWith(actor.scope) ? path : null
  }
}

/** What goes out here is more than the counts that a reporter sees, and nothing for who owes a password or a code. */
const maySee = (actor: PersonActor | null): boolean => actor !== null && actor.role !== 'reporter' && !actor.owes

type Ack = (answer: unknown) => void

const sameHost = (origin: string, host: string | undefined): boolean => {
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}

interface Transport {
  writable?: boolean
  /** Of a websocket; a polling client has none. */
  socket?: { bufferedAmount?: number }
}

/** Whether more than a little is still on its way out: to the kernel, or to the transport where many were asked for at once. */
const isBehind = ({ conn }: Socket): boolean => {
  const { socket } = conn.transport as Transport
  const { writeBuffer } = conn as unknown as { writeBuffer: readonly unknown[] }
  return (socket?.bufferedAmount ?? 0) >= MAX_BUFFERED_BYTES || writeBuffer.length >= MAX_WAITING_PACKETS
}

/** Whether what was sent before has left: the transport is idle, and the kernel took it. */
const canTake = (socket: Socket): boolean =>
  socket.connected && (socket.conn.transport as Transport).writable === true && !isBehind(socket)
