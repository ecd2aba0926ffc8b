import type { OpenApi, Operation } from '../http/openapi'
import type { ServerRig } from './server-rig'

/** A call as the server itself declares it in its OpenAPI document. */
export interface DeclaredCall {
  method: string
  /** With its parameters: `/entries/{id}/reveal`. */
  path: string
  operation: Operation
  /** `POST /entries`: names it in a test. */
  name: string
}

/** Every call that the server declares, in the document's order. */
export const declaredCalls = async (rig: ServerRig): Promise<DeclaredCall[]> => {
  const { json } = await rig.call<OpenApi>('GET', '//api/openapi.json')
  return Object.entries(json.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([verb, operation]) => {
      const method = verb.toUpperCase()
      return { method, path, operation, name: `${method} ${path}` }
    }),
  )
}

/** The path with something in place of each parameter, by its name. */
export const filledPath = (path: string, fill: (parameter: string) => string): string =>
  path.replace(/\{(\w+)\}/g, (_, parameter: string) => encodeURIComponent(fill(parameter)))

/** The schema of a call's JSON body; undefined where it takes none. */
export const bodySchema = ({ operation }: DeclaredCall): unknown =>
  operation.requestBody?.content['application/json']?.schema

interface Schema {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  minimum?: number
  minItems?: number
  minLength?: number
  maxLength?: number
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-000000000001',
  'date-time': '2026-03-01T08:00:00Z',
  date: '2026-03-01',
}

/**
 * A value that a schema takes, with every optional part, so that all of a call is reached. `text` stands wherever text
 * may be free.
 */
export const sampleOf = (schema: unknown, text: string, depth = 0): unknown => {
  const { type, properties, items, anyOf, oneOf, format, minimum, ...of } = (schema ?? {}) as Schema
  if (of.const !== undefined) return of.const
  if (of.enum !== undefined) return of.enum[0]
  const choice = [...(anyOf ?? []), ...(oneOf ?? [])].find((one) => one.type !== 'null')
  if (choice !== undefined) return sampleOf(choice, text, depth)
  switch (Array.isArray(type) ? type.find((one) => one !== 'null') : type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties ?? {}).map(([key, part]) => [key, sampleOf(part, text, depth + 1)]),
      )
    case 'array':
      return depth > 6 ? [] : [sampleOf(items, text, depth + 1)]
    case 'string':
      if (format !== undefined && FORMATS[format] !== undefined) return FORMATS[format]
      return text.slice(0, of.maxLength ?? text.length).padEnd(of.minLength ?? 0, 'x')
    case 'integer':
    case 'number':
      return Math.max(1, minimum ?? 1)
    case 'boolean':
      return true
    default:
      return text
  }
}
