import { type SubjectKind, subjectName } from '#domain/policy/watch-subject'
import type { WatchList } from '#protocol/policy'
import type { Outbox } from '../_outbox/store'
import type { Digester } from './digester'

/**
 * 协查名单 on the tablet: digests alone, which stay through days without network. What was typed is digested once, off the
 * main thread, and looked up among all.
 */

/** By which rule, and what it says to do with this one; the reason never leaves the server. */
export interface WatchHit {
  rule: string
  order: string | null
}

interface WatchKeeper {
  /** What the tablet has; null: none yet. */
  version(): string | null
  load(): Promise<void>
  /** The policy names a version: fetched where it is another. True once it is there. */
  want(version: string, token: string): Promise<boolean>
  /** Rejects where this browser cannot make a digest. */
  find(kind: SubjectKind, canonical: string, now: number): Promise<WatchHit[]>
  forget(): void
}

const LIST_FACT = 'watchlist'
/** As a policy names it before anybody was put on the list. */
const NO_LIST = '0'

async function fetchList(version: string, token: string): Promise<WatchList | null> {
  const response = await fetch(`/api/v1/policy/watchlist/${encodeURIComponent(version)}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
    credentials: 'omit',
    cache: 'no-store',
  })
  if (!response.ok) return null
  const list: WatchList = await response.json()
  // A captive portal answers anything with 200.
  return list?.version === version && Array.isArray(list.subjects) ? list : null
}

export function watchKeeper(outbox: Outbox, digester: Digester): WatchKeeper {
  let list: WatchList | null = null
  let byDigest = new Map<string, WatchList['subjects']>()

  const take = (next: WatchList | null): void => {
    list = next
    byDigest = new Map()
    for (const subject of next?.subjects ?? []) {
      const known = byDigest.get(subject.digest)
      if (known) known.push(subject)
      else byDigest.set(subject.digest, [subject])
    }
  }

  return {
    version: () => list?.version ?? null,
    async load() {
      const kept = await outbox.fact<WatchList>(LIST_FACT)
      if (kept?.version !== list?.version) take(kept ?? null)
    },
    async want(version, token) {
      if (list?.version === version) return true
      if (version === NO_LIST) return false
      const fetched = await fetchList(version, token).catch(() => null)
      if (!fetched) return false
      await outbox.setFact(LIST_FACT, fetched)
      take(fetched)
      return true
    },
    async find(kind, canonical, now) {
      if (!list || list.subjects.length === 0) return []
      const digest = await digester(subjectName(kind, canonical), list.digest)
      return (byDigest.get(digest) ?? [])
        .filter((subject) => subject.kind === kind && Date.parse(subject.expires) > now)
        .map(({ rule, order }) => ({ rule, order }))
    },
    forget: () => take(null),
  }
}
