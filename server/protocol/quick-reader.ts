import * as z from 'zod'

/**
 * A second, faster way through a schema, made from the schema itself: one pass that copies the known members of what is
 * surely right. Whatever it is not sure of is a MISS and goes to the schema, which knows how to name what is wrong. So
 * it may only ever be stricter than the schema, and where it takes a value, its copy is what the schema would give.
 */

export const MISS = Symbol('not surely right')

type Reader = (value: unknown) => unknown

type Schema = z.core.$ZodType
type Check = z.core.$ZodCheck<never>

/** @throws Error where the schema uses something that is not known here: told at start, not at the barrier. */
export const quickReader = (schema: Schema): Reader => {
  // Every schema of zod's carries the union of its definitions; `type` says which.
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return objectReader(def.shape)
    case 'array':
      return arrayReader(quickReader(def.element), testsOf<unknown[]>(def.checks))
    case 'optional':
      return quickReader(def.innerType)
    case 'nullable': {
      const inner = quickReader(def.innerType)
      return (value) => (value === null ? null : inner(value))
    }
    case 'string':
      return testReader((value) => typeof value === 'string', testsOf<string>(def.checks, schema))
    case 'number':
      return testReader(
        (value) => Number.isFinite(value),
        testsOf<number>([...ownCheck(schema), ...(def.checks ?? [])]),
      )
    case 'boolean':
      return testReader((value) => typeof value === 'boolean', [])
    case 'enum': {
      const values = new Set<unknown>(Object.values(def.entries))
      return testReader((value) => values.has(value), [])
    }
    default:
      throw new Error(`the quick reader does not know the schema "${def.type}"`)
  }
}

type Test<Value> = (value: Value) => boolean

const testReader = <Value>(isKind: (value: unknown) => boolean, tests: readonly Test<Value>[]): Reader => {
  const [first = () => true, second = () => true, ...more] = tests
  return (value) => {
    // `isKind` has seen that it is a Value.
    const known = value as Value
    return isKind(value) && first(known) && second(known) && more.every((test) => test(known)) ? value : MISS
  }
}

const objectReader = (shape: Record<string, Schema>): Reader => {
  const members = Object.entries(shape).map(([name, schema]) => ({
    name,
    read: quickReader(schema),
    isOptional: schema._zod.optin === 'optional',
  }))
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return MISS
    const copy: Record<string, unknown> = {}
    for (const { name, read, isOptional } of members) {
      const member = (value as Record<string, unknown>)[name]
      if (member === undefined) {
        if (!isOptional) return MISS
        continue
      }
      const taken = read(member)
      if (taken === MISS) return MISS
      copy[name] = taken
    }
    return copy
  }
}

const arrayReader =
  (read: Reader, tests: readonly Test<unknown[]>[]): Reader =>
  (value) => {
    if (!Array.isArray(value) || !tests.every((test) => test(value))) return MISS
    const copy: unknown[] = []
    for (const element of value) {
      const taken = read(element)
      if (taken === MISS) return MISS
      copy.push(taken)
    }
    return copy
  }

/** A schema such as z.int() is its own first check. */
const ownCheck = (schema: Schema): Check[] => ('check' in schema._zod.def ? [schema as unknown as Check] : [])

const testsOf = <Value>(checks: readonly Check[] | undefined, schema?: Schema): Test<Value>[] =>
  (checks ?? []).map((check) => testOf(check, schema) as Test<Value>)

const testOf = (check: Check, schema: Schema | undefined): Test<never> => {
  const { def } = (check as unknown as { _zod: { def: KnownCheck } })._zod
  switch (def.check) {
    case 'string_format': {
      const { pattern } = def
      return (value: string) => pattern.test(value)
    }
    case 'number_format':
      if (def.format !== 'safeint') throw new Error(`the quick reader does not know numbers of "${def.format}"`)
      return Number.isSafeInteger
    case 'max_length':
      return ({ length }: { length: number }) => length <= def.maximum
    case 'greater_than':
      return def.inclusive ? (value: number) => value >= def.value : (value: number) => value > def.value
    case 'custom':
      return mostCharacters(schema)
    default:
      throw new Error('the quick reader does not know a check of this schema')
  }
}

/** The checks that the wire's schemas are made of, as zod defines them. */
type KnownCheck =
  | { check: 'string_format'; pattern: RegExp }
  | { check: 'number_format'; format: string }
  | { check: 'max_length'; maximum: number }
  | { check: 'greater_than'; value: number; inclusive: boolean }
  | { check: 'custom' }

/** A check of our own is a limit in characters, which the schema says of itself; UTF-16 has no fewer units than those. */
const mostCharacters = (schema: Schema | undefined): Test<string> => {
  const most = schema === undefined ? undefined : z.globalRegistry.get(schema)?.maxLength
  if (typeof most !== 'number') throw new Error('the quick reader does not know a check of its own of this schema')
  return (value) => value.length <= most
}
