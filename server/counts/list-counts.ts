import { countsFromVector } from '#domain/entries/counts'
import { inScope } from '../../db/access/in-scope'
import { COUNTER_COLUMNS } from '../../db/stores/entry-rows'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

export const COUNT_KEYS = ['checkpoint', 'hour', 'day', 'direction'] as const
export type CountKey = (typeof COUNT_KEYS)[number]

interface ListCountsInput {
  /** Hours that start in `from <= hour < to`. */
  from: Date | null
  to: Date | null
  by: readonly CountKey[]
  checkpoint: string | null
}

const KEY_SQL: Record<CountKey, string> = {
  checkpoint: 'c.code',
  hour: 'n.hour',
  day: "to_char(n.hour at time zone $4, 'YYYY-MM-DD')",
  direction: 'n.direction',
}

/** Sums from the counters. `hour` is the hour's start in UTC, `day` a local date of the caller's zone. */
export const listCounts = async (
  core: Core,
  actor: PersonActor,
  input: ListCountsInput,
): Promise<Outcome<{ counts: Record<string, unknown>[] }>> => {
  const checkpoints = [...core.checkpoints.all()].filter(
    ({ path, code }) => path.startsWith(actor.scope) && (input.checkpoint ?? code) === code,
  )
  if (input.checkpoint !== null && checkpoints.length === 0) {
    return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
  }
  // Keys and columns are of closed lists; all values are parameters.
  const keys = input.by.map((key) => `${KEY_SQL[key]} as "${key}"`)
  const groups = input.by.map((_, index) => String(index + 1))
  const rows = await inScope(core.database, actor, (tx) =>
    tx.unsafe<{ vector: number[]; hour?: Date; [key: string]: unknown }[]>(
      `select ${[...keys, `array[${COUNTER_COLUMNS.map((name) => `coalesce(sum(n.${name}), 0)::int`).join(', ')}] as vector`].join(', ')}
     from counters n join checkpoints c on c.id = n.checkpoint_id
     where n.checkpoint_id = any($1::int[]) and ($2::timestamptz is null or n.hour >= $2) and ($3::timestamptz is null or n.hour < $3)
       and $4::text is not null
     ${groups.length > 0 ? `group by ${groups.join(', ')} order by ${groups.join(', ')}` : ''}`,
      [
        checkpoints.map(({ id }) => id),
        input.from?.toISOString() ?? null,
        input.to?.toISOString() ?? null,
        core.checkpoints.zone(actor.scope),
      ],
      { prepare: true },
    ),
  )
  const counts = rows.map(({ vector, ...key }) => ({
    ...key,
    ...(key.hour === undefined ? {} : { hour: key.hour.toISOString() }),
    ...countsFromVector(vector),
  }))
  return done({ counts })
}
