import { maskPlate } from '../identifiers/plate'

/** What a wall says of the entry behind an alert: a vehicle nobody can name by it, and how warm, of nobody in particular. */
export interface WallSubject {
  plate: string | null
  /** The highest of the last readings. */
  celsius: number | null
}

const isMembers = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const member = (value: unknown, name: string): unknown => (isMembers(value) ? value[name] : undefined)

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Visitors stand before a wall: of an entry as stored it takes these two, and nothing else. */
export const wallSubject = (entry: unknown): WallSubject => {
  const plate = member(member(entry, 'vehicle'), 'plate')
  const last = listOf(member(entry, 'people'))
    .map((person) => member(listOf(member(person, 'readings')).at(-1), 'celsius'))
    .filter((celsius): celsius is number => typeof celsius === 'number')
  return {
    plate: typeof plate === 'string' && plate !== '' ? maskPlate(plate) : null,
    celsius: last.length > 0 ? Math.max(...last) : null,
  }
}
