/** The server with a mistake made on purpose, named by KAKOU_PLANTED: what `npm run chaos -- --prove` must find. */
import type { EntriesAnswer } from '#protocol/results'
import { Ingest } from '../../server/entries/ingest'

const submit = Ingest.prototype.submit

const idsOf = (entries: readonly unknown[]) =>
  entries.map((entry) => (typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : null))

const answer = (ids: readonly (string | null)[], status: 'stored' | 'duplicate', epoch: string): EntriesAnswer => ({
  results: ids.map((id) => ({ id, status })),
  epoch,
})

/** As the first answer had it, which is a true one: another epoch would have the tablets offer all again. */
let epoch: string | null = null

const submitTruly: typeof submit = async function (this: Ingest, source, entries) {
  const stored = await submit.call(this, source, entries)
  if ('results' in stored) epoch = stored.epoch
  return stored
}

const MISTAKES: Record<string, typeof submit> = {
  async 'acknowledge-early'(source, entries) {
    const stored = submitTruly.call(this, source, entries)
    if (epoch === null) return stored
    void stored.catch(() => {})
    return answer(idsOf(entries), 'stored', epoch)
  },
  async 'deduplicate-in-memory'(source, entries) {
    const ids = idsOf(entries)
    if (epoch !== null && ids.every((id) => id !== null && seen.has(id))) return answer(ids, 'duplicate', epoch)
    const stored = await submitTruly.call(this, source, entries)
    if ('results' in stored) for (const id of ids) if (id !== null) seen.add(id)
    return stored
  },
}
const seen = new Set<string>()

const mistake = MISTAKES[process.env.KAKOU_PLANTED ?? '']
if (mistake === undefined) throw new Error(`KAKOU_PLANTED is one of ${Object.keys(MISTAKES).join(', ')}`)
Ingest.prototype.submit = mistake
await import('../../server/main')
