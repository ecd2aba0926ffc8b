import * as z from 'zod'
import { NewScenario, Promoted, Promotion, Scenario, ScenarioChange } from '#protocol/scenario'
import { inScope } from '../../../db/access/in-scope'
import { findScenario, listScenarios, type ScenarioRow } from '../../../db/stores/scenario-store'
import type { Core } from '../../core'
import { done, type Outcome } from '../../outcome'
import type { PersonActor } from '../../people/actor'
import { changeScenario } from '../../planning/change-scenario'
import { createScenario } from '../../planning/create-scenario'
import { deleteScenario } from '../../planning/delete-scenario'
import { NO_SCENARIO } from '../../planning/no-scenario'
import { promoteScenario } from '../../planning/promote-scenario'
import { asPerson } from '../as-person'
import { type Access, type Reply, type Route, route } from '../route'

const access = { roles: ['admin', 'command', 'planner'] } satisfies Access
const Id = z.uuid()

export const scenarioRoutes = (core: Core): Route[] => {
  const show = async (id: string, actor: PersonActor, status = 200): Promise<Outcome<Reply>> => {
    if (!Id.safeParse(id).success) return NO_SCENARIO
    const row = await inScope(core.database, actor, (tx) => findScenario(tx, id, actor.scope))
    return row === null ? NO_SCENARIO : done({ status, json: shown(row) })
  }
  return [
    route({
      method: 'GET',
      path: '/scenarios',
      summary: 'The plans that were kept, changed last first',
      access,
      answers: [{ status: 200, schema: z.object({ scenarios: z.array(Scenario) }), description: 'At most 500' }],
      handle: async ({ actor }) => {
        const person = asPerson(actor)
        const rows = await inScope(core.database, person, (tx) => listScenarios(tx, person.scope))
        return done({ json: { scenarios: rows.map(shown) } })
      },
    }),
    route({
      method: 'POST',
      path: '/scenarios',
      summary: 'Keeps a plan under a name',
      access,
      body: NewScenario,
      answers: [{ status: 201, schema: Scenario, description: 'Kept' }],
      handle: async ({ actor, body }) => {
        const person = asPerson(actor)
        const made = await createScenario(core, person, body)
        return made.ok ? show(made.value.id, person, 201) : made
      },
    }),
    route({
      method: 'GET',
      path: '/scenarios/:id',
      summary: 'One plan; its address is its link',
      access,
      answers: [{ status: 200, schema: Scenario, description: 'It' }],
      handle: async ({ actor, params }) => show(params.id ?? '', asPerson(actor)),
    }),
    route({
      method: 'PATCH',
      path: '/scenarios/:id',
      summary: 'Renames a plan or puts another in it',
      access,
      body: ScenarioChange,
      answers: [
        { status: 200, schema: Scenario, description: 'Changed' },
        { status: 409, description: 'Somebody changed it meanwhile, or its points are planned checkpoints already' },
      ],
      handle: async ({ actor, params, body }) => {
        const person = asPerson(actor)
        if (!Id.safeParse(params.id).success) return NO_SCENARIO
        const changed = await changeScenario(core, person, params.id ?? '', body)
        return changed.ok ? show(changed.value.id, person) : changed
      },
    }),
    route({
      method: 'DELETE',
      path: '/scenarios/:id',
      summary: 'Takes a plan away',
      access,
      answers: [{ status: 204, description: 'Gone' }],
      handle: async ({ actor, params }) => {
        if (!Id.safeParse(params.id).success) return NO_SCENARIO
        const deleted = await deleteScenario(core, asPerson(actor), params.id ?? '')
        return deleted.ok ? done({}) : deleted
      },
    }),
    route({
      method: 'POST',
      path: '/scenarios/:id/promote',
      summary: 'Puts the points that a plan adds forward as planned checkpoints',
      access,
      body: Promotion.nullish(),
      answers: [
        { status: 200, schema: Promoted, description: 'They stand on the map as planned' },
        { status: 409, description: 'It was promoted before, or adds no point' },
      ],
      handle: async ({ actor, params, body }) => {
        if (!Id.safeParse(params.id).success) return NO_SCENARIO
        const promoted = await promoteScenario(core, asPerson(actor), params.id ?? '', body?.names ?? [])
        return promoted.ok ? done({ json: promoted.value }) : promoted
      },
    }),
  ]
}

const shown = ({ createdAt, changedAt, promotedAt, ...row }: ScenarioRow) => ({
  ...row,
  createdAt: createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
  promotedAt: promotedAt?.toISOString() ?? null,
})
