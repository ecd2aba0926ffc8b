import { seedCounty } from '../../server/testing/county-fixture'
import { type ServerRig, startServerRig } from '../../server/testing/server-rig'
import { type Figure, median, quantile } from './figure'
import { layEntries, layPlates } from './laid-entries'

/** `--long`: what a large county keeps; else a fifth of it, which lays in minutes. */
const ENTRIES = process.argv.includes('--long') ? 5_000_000 : 1_000_000
const PLATES = ENTRIES / 5
const CALLS = 15

/** What people ask for: a page each, newest first. */
const QUESTIONS: Record<string, (plate: string) => Record<string, string>> = {
  'a whole plate': (plate) => ({ plate }),
  'its last three, *7P2': (plate) => ({ plate: `*${plate.slice(-3)}` }),
  'its last four, *K7P2': (plate) => ({ plate: `*${plate.slice(-4)}` }),
  'all but one, 浙E3?7P2': (plate) => ({ plate: `${plate.slice(0, 3)}?${plate.slice(4)}` }),
  'as in 浙E?K7*': (plate) => ({ plate: `${plate.slice(0, 2)}?${plate.slice(3, 5)}*` }),
  'as in ??3K7*': (plate) => ({ plate: `??${plate.slice(2, 5)}*` }),
  'what most have, 浙E*': (plate) => ({ plate: `${plate.slice(0, 2)}*` }),
  'in the middle, *K7P*': (plate) => ({ plate: `*${plate.slice(3, 6)}*` }),
  'a name': () => ({ name: '欧阳明' }),
}

/** Pages of `POST /entries/search` over a million entries (with `--long` five) of a fifth as many plates, over HTTP, audit line included. */
export const benchSearch = async (): Promise<Figure[]> => {
  const rig = await startServerRig({ fill: (sql) => seedCounty(sql, new Date().toISOString()) })
  try {
    await layPlates(rig.sql, PLATES)
    await layEntries(rig.sql, { from: 1, to: ENTRIES, plates: PLATES, checkpoints: [1, 2] })
    const plates = await rig.sql<{ plate: string }[]>`
      select plate from plates where length(plate) = 7 order by md5(plate) limit ${CALLS}`
    if (plates.length < CALLS) throw new Error('the plates were not laid')
    const figures: Figure[] = []
    for (const [name, question] of Object.entries(QUESTIONS)) {
      const times: number[] = []
      for (const { plate } of plates) times.push(await ask(rig, question(plate)))
      figures.push(
        { name: `search ${name}, median`, value: round(median(times)), unit: 'ms' },
        { name: `search ${name}, 95th percentile`, value: round(quantile(times, 0.95)), unit: 'ms' },
      )
    }
    return figures
  } finally {
    await rig.close()
  }
}

const round = (value: number) => Math.round(value * 10) / 10

const ask = async (rig: ServerRig, body: Record<string, string>): Promise<number> => {
  // A key of its own, so that the limit of searches is not what is measured.
  const token = await rig.key('command')
  const began = performance.now()
  const { status } = await rig.call('POST', '/entries/search', { token, body: { ...body, reason: 'bench' } })
  if (status !== 200) throw new Error(`a search was answered ${status}`)
  return performance.now() - began
}
