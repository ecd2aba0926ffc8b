import * as z from 'zod'
import { Problem } from '#protocol/problem'
import { PROTOCOL_MAX } from '#protocol/version'
import type { Access, Route } from './route'

/** A call as OpenAPI 3.1 says it, as far as we use it. */
export interface Operation {
  summary: string
  tags: string[]
  /** Who may call it; `open` alone: anybody. */
  'x-access': string[]
  /** A person is asked for the password again, unless he showed it within the last ten minutes. */
  'x-password-again'?: true
  security: Record<string, never[]>[]
  parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: unknown }[]
  requestBody?: { required: boolean; content: Record<string, { schema: unknown }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>
}

export interface OpenApi {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
}

/** The document of these routes, from the schemas by which they check what they get. */
export const buildOpenApi = (routes: readonly Route[]): OpenApi => {
  const paths: OpenApi['paths'] = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '卡口 Kakou',
      version: String(PROTOCOL_MAX),
      description:
        'What other programs rely on. Times are ISO 8601 with zone, temperatures °C, coordinates WGS 84. Writes that a ' +
        'cookie authorises carry the header X-Kakou.',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem) },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A device’s token, or a program’s key.' },
        session: { type: 'apiKey', in: 'cookie', name: 'kakou_session', description: 'From POST /session.' },
      },
    },
  }
}

const operationOf = (route: Route): Operation => ({
  summary: route.summary,
  tags: [route.path.split('/')[1] ?? ''],
  'x-access': accessOf(route.access),
  ...(!route.access.open && route.access.again ? { 'x-password-again': true as const } : {}),
  security: route.access.open ? [] : [{ token: [] }, { session: [] }],
  parameters: [
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name: name ?? '',
      in: 'path' as const,
      required: true,
      schema: { type: 'string' },
    })),
    ...queryOf(route),
  ],
  ...bodyOf(route),
  responses: {
    ...Object.fromEntries(
      (route.answers ?? [{ status: 200, description: 'Done' }]).map(({ status, schema, description }) => [
        String(status),
        {
          description,
          ...(schema === undefined ? {} : { content: { 'application/json': { schema: schemaOf(schema) } } }),
        },
      ]),
    ),
    default: {
      description: 'A problem document (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
})

const accessOf = (access: Access): string[] => {
  if (access.open) return ['open']
  return [
    ...access.roles,
    ...(access.devices ? ['device'] : []),
    ...(access.gates ? ['gate'] : []),
    ...(access.wall ? ['wall'] : []),
  ]
}

const queryOf = ({ query }: Route): Operation['parameters'] => {
  if (query === undefined) return []
  const { properties = {}, required = [] } = schemaOf(query) as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query' as const,
    required: required.includes(name),
    schema,
  }))
}

const bodyOf = ({ body, documentedBody, rawBodyBytes, formBytes }: Route): Pick<Operation, 'requestBody'> => {
  if (rawBodyBytes !== undefined || formBytes !== undefined) {
    const schema = documentedBody === undefined ? {} : schemaOf(documentedBody)
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  const shown = documentedBody ?? body
  if (shown === undefined) return {}
  const required = !shown.safeParse(undefined).success
  return { requestBody: { required, content: { 'application/json': { schema: schemaOf(shown) } } } }
}

const schemaOf = (schema: z.ZodType): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}
