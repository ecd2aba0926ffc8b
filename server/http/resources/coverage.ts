import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import * as z from 'zod'
import { boundaryBox, makeBoundary } from '#domain/coverage/boundary'
import { CHECKPOINT_STATES } from '#domain/coverage/points'
import { WhatIf } from '#protocol/plan'
import type { CoverageService } from '../../coverage/coverage-service'
import type { CoverageAnswer } from '../../coverage/worker-messages'
import { done, refuse } from '../../outcome'
import { type Access, BUT_REPORTERS, type Reply, type Route, route } from '../route'

/** Who tries what-ifs. */
const PLANNERS = { roles: ['admin', 'command', 'planner'] } satisfies Access

const Point = z.object({ lng: z.number(), lat: z.number() })
const StationsAnswer = z.object({
  checkpoints: z.array(Point.extend({ code: z.string(), state: z.enum(CHECKPOINT_STATES) })),
  closures: z.array(Point.extend({ code: z.string() })),
})
const NO_NETWORK = refuse('not-found', 'No road network was imported yet: npm run kakou -- roads import, or in /admin.')

export const coverageRoutes = (coverage: CoverageService): Route[] => [
  route({
    method: 'GET',
    path: '/coverage',
    summary: 'The live coverage: crossings, places, segments by state',
    access: { roles: BUT_REPORTERS },
    handle: async () => {
      const { latest } = coverage
      return latest === null ? NO_NETWORK : done(show(latest.version, latest.answer))
    },
  }),
  route({
    method: 'POST',
    path: '/coverage/evaluate',
    summary: 'What would be: closures lifted or made, points added, removed, switched off or on',
    access: PLANNERS,
    body: WhatIf,
    handle: async ({ body }) => {
      const answer = await coverage.evaluate(body)
      if (answer === null) return NO_NETWORK
      if (answer.unknown.length === 0) return done(show('what-if', answer))
      const errors = answer.unknown.map((code) => ({
        path: '',
        code: 'value' as const,
        message: `${code} names nothing`,
      }))
      return refuse('invalid', 'Some codes name no checkpoint or closure.', { errors })
    },
  }),
  route({
    method: 'GET',
    path: '/roads/:network',
    summary: 'Geometry of the segments by number, binary',
    access: { roles: BUT_REPORTERS, wall: true },
    handle: async ({ params, request }) => {
      const packed = coverage.roads(params.network ?? '')
      if (packed === undefined)
        return refuse('not-found', 'This numbering is no longer in use: ask for the coverage again.')
      return done(packedReply(packed, request))
    },
  }),
  route({
    method: 'GET',
    path: '/coverage/roads/:import',
    summary: 'What coverage is computed from: the roads as imported, binary, for what-ifs in a browser',
    access: PLANNERS,
    handle: async ({ params, request }) => {
      const { network } = coverage
      if (network === null || network.id !== params.import)
        return refuse('not-found', 'These roads are no longer in use: ask for the map again.')
      return done(packedReply(network.ways, request))
    },
  }),
  route({
    method: 'GET',
    path: '/coverage/stations',
    summary: 'What coverage is computed from: checkpoints with their states, closures',
    access: PLANNERS,
    answers: [{ status: 200, schema: StationsAnswer, description: 'By code' }],
    handle: async () => (coverage.network === null ? NO_NETWORK : done({ json: coverage.stations() })),
  }),
  route({
    method: 'GET',
    path: '/map',
    summary: "The map's quiet ground: boundary, places, water, neighbours",
    access: { roles: BUT_REPORTERS, wall: true },
    handle: async () => {
      const { network, latest } = coverage
      if (network === null || latest === null) return NO_NETWORK
      const { places, background, attribution, demo, importedAt, name, polygons } = network
      const [west, south, east, north] = boundaryBox(makeBoundary(polygons))
      return done({
        json: {
          network: latest.answer.live.network,
          import: network.id,
          name,
          boundary: { type: 'MultiPolygon', coordinates: polygons },
          places,
          water: background.water,
          neighbours: background.neighbours,
          bounds: [
            [west, south],
            [east, north],
          ],
          attribution,
          demo,
          importedAt: importedAt.toISOString(),
        },
      })
    },
  }),
]

/** Bytes that are kept gzip and never change under their name. */
const packedReply = (packed: Uint8Array, request: IncomingMessage): Reply => {
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  return {
    bytes: takesGzip ? packed : gunzipSync(packed),
    contentType: 'application/octet-stream',
    headers: {
      'Cache-Control': 'private, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(takesGzip ? { 'Content-Encoding': 'gzip' } : {}),
    },
  }
}

/** A `CoverageResult` with what the wire adds: version, numbering, segments by state. */
const show = (version: string, { body }: CoverageAnswer): Reply => ({
  bytes: Buffer.concat([Buffer.from(`{"version":${JSON.stringify(version)},`), body]),
  contentType: 'application/json; charset=utf-8',
})
