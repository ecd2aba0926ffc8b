import type { RelayFile } from '#protocol/relay'
import type { EntriesAnswer } from '#protocol/results'
import { api } from '../../_live/api'

export type ImportedRescue =
  | { ok: true; stored: number; known: number; rejected: number }
  | { ok: false; why: 'badFile' | 'refused' | 'offline' }

const isRelayFile = (value: unknown): value is RelayFile =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 'kakou-relay'

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Hands in what was rescued from another tablet. The file proves itself; this one only carries it. */
export async function importRescue(text: string, token: string): Promise<ImportedRescue> {
  const file = parse(text)
  if (!isRelayFile(file)) return { ok: false, why: 'badFile' }
  const answer = await api.post<EntriesAnswer>('/relays', file, token)
  if (!answer.ok) {
    const { kind } = answer.failure
    return { ok: false, why: kind === 'network' || kind === 'busy' || kind === 'server' ? 'offline' : 'refused' }
  }
  const count = (status: EntriesAnswer['results'][number]['status']) =>
    answer.value.results.filter((result) => result.status === status).length
  return { ok: true, stored: count('stored'), known: count('duplicate'), rejected: count('rejected') }
}
