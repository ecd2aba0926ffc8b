import type { TransactionSql } from 'postgres'
import { type PlatePattern, readPlatePattern } from '#domain/identifiers/plate-pattern'
import { PERSON_MARKS, type PersonMark } from '#domain/privacy/personal'
import { type SearchRange, searchEntries as searchStore } from '../../db/stores/entry-search'
import { findPlates, likeOf } from '../../db/stores/plate-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { readPersons } from '../persons/read-persons'
import { type EntriesPage, PAGE, pageOf, readCursor } from './entries-page'
import { scanBack } from './scan-plates'

export interface SearchInput extends Record<PersonMark, string | null> {
  /** Whole, or a part of it: 鄂A?23*. */
  plate: string | null
  checkpoint: string | null
  from: Date | null
  to: Date | null
  cursor: string | null
  reason: string
  address: string | null
}

/** Plates that a part may stand for and still be looked up one by one. */
const MOST_PLATES = 500

const PATTERN_FAULTS = {
  character: 'has a character that no plate has: letters, digits and Han characters, ? for one, * for any number',
  'too-long': 'is too long for a plate',
  'too-open': 'must have two known characters at least',
}

type SearchVerb = 'entry.search' | 'entry.export'

interface PreparedSearch {
  reading: Parameters<typeof readPersons>[2]
  /** The next entries from where the last page ended, at most `limit`: one more than a page tells that there are more. */
  page(tx: TransactionSql, after: SearchRange['after'], limit: number): ReturnType<typeof scanBack>
  after: SearchRange['after']
}

/** What is asked, checked, and what the audit will say of it. */
export const prepareSearch = (
  core: Core,
  actor: PersonActor,
  input: SearchInput,
  verb: SearchVerb,
): Outcome<PreparedSearch> => {
  const criteria = readCriteria(input)
  if (!criteria.ok) return criteria
  const range = readRange(core, actor, input)
  if (!range.ok) return range
  const by = PERSON_MARKS.filter((kind) => input[kind] !== null)
  const marks = by.map((kind) => core.keys.marks(kind, input[kind] ?? ''))
  const reading = {
    verb,
    reason: input.reason,
    what: { by: input.plate === null ? by : ['plate', ...by], checkpoint: input.checkpoint },
    about: { plate: input.plate, ...Object.fromEntries(by.map((kind) => [kind, input[kind]])) },
    address: input.address,
  }
  return done({
    reading,
    after: range.value.after,
    page: (tx, after, limit) => find(tx, criteria.value, marks, { ...range.value, after, limit }, core.clock.now()),
  })
}

/**
 * Scope: within the caller's jurisdiction. Finds by plate, also a part of it, and exactly by name, telephone and
 * document number; all that is given must hold. Written down first, with the reason.
 */
export const searchEntries = async (
  core: Core,
  actor: PersonActor,
  input: SearchInput,
): Promise<Outcome<EntriesPage>> => {
  const search = prepareSearch(core, actor, input, 'entry.search')
  if (!search.ok) return search
  const { reading, page, after } = search.value
  return readPersons(
    core,
    actor,
    reading,
    async (tx) => {
      const { entries, resume } = await page(tx, after, PAGE + 1)
      return done(pageOf(core, actor, entries, { resume }))
    },
    shownOf,
  )
}

/** Over how many points what was found leads: one plate's are where a vehicle went. */
const shownOf = ({ entries }: Pick<EntriesPage, 'entries'>): { entries: number; checkpoints: number } => ({
  entries: entries.length,
  checkpoints: new Set(entries.map(({ checkpoint }) => checkpoint)).size,
})

const find = async (
  sql: TransactionSql,
  pattern: PlatePattern | null,
  marks: Buffer[][],
  range: SearchRange,
  nowMs: number,
): ReturnType<typeof scanBack> => {
  if (pattern === null || pattern.exact !== null) {
    const plates = pattern === null ? null : [pattern.exact ?? '']
    return { entries: await searchStore(sql, { plates, like: null, marks }, range), resume: null }
  }
  const like = likeOf(pattern.text)
  if (marks.length > 0) {
    return { entries: await searchStore(sql, { plates: null, like, marks }, range), resume: null }
  }
  const plates = await findPlates(sql, pattern, MOST_PLATES + 1)
  if (plates.length > MOST_PLATES) return scanBack(sql, like, range, nowMs)
  return { entries: await searchStore(sql, { plates, like: null, marks }, range), resume: null }
}

const readCriteria = (input: SearchInput): Outcome<PlatePattern | null> => {
  if (input.plate === null) {
    if (PERSON_MARKS.some((kind) => input[kind] !== null)) return done(null)
    const errors = [{ path: '/plate', code: 'missing' as const, message: 'or name, phone or idNumber must be given' }]
    return refuse('invalid', 'Say what to search for: a plate, a name, a telephone or a document number.', { errors })
  }
  const pattern = readPlatePattern(input.plate)
  if (typeof pattern !== 'string') return done(pattern)
  const errors = [{ path: '/plate', code: 'plate' as const, message: PATTERN_FAULTS[pattern] }]
  return refuse('invalid', 'The plate can not be searched for as it stands.', { errors })
}

const readRange = (core: Core, actor: PersonActor, input: SearchInput): Outcome<Omit<SearchRange, 'limit'>> => {
  const { from, to } = input
  if (from !== null && to !== null && from >= to) {
    const errors = [{ path: '/to', code: 'range' as const, message: 'must be after from' }]
    return refuse('invalid', 'The time must end after it begins.', { errors })
  }
  const after = input.cursor === null ? null : readCursor(input.cursor)
  if (after === 'unreadable') return refuse('invalid', 'The cursor is not one of ours: start again without it.')
  const seen = [...core.checkpoints.all()].filter(({ path }) => path.startsWith(actor.scope))
  const wanted = input.checkpoint === null ? seen : seen.filter(({ code }) => code === input.checkpoint)
  if (input.checkpoint !== null && wanted.length === 0) {
    return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
  }
  return done({ checkpointIds: wanted.map(({ id }) => id), from, to, after })
}
