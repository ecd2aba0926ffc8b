import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { LEVELS } from './create-jurisdiction'
import { holdTree } from './hold-tree'
import type { ListedJurisdiction } from './list-jurisdictions'

interface Moved {
  code: string
  name: string
  parent: string
  /** How many moved: it and all below it. */
  moved: number
}

interface Node {
  id: number
  code: string
  name: string
  level: ListedJurisdiction['level']
  path: string
  parentId: number | null
}

/**
 * Puts a jurisdiction, with all that lies below it, under another. Whoever sees it by where it lay sees it no more, and
 * whoever is of it keeps it: everybody's scope is the path of his jurisdiction, asked for with each call.
 */
export const moveJurisdiction = async (
  core: Core,
  actor: PersonActor,
  { code, parent }: { code: string; parent: string },
): Promise<Outcome<Moved>> => {
  const outcome = await inScope<Outcome<Moved>>(core.database, actor, async (tx) => {
    await holdTree(tx)
    const nodes = await tx<Node[]>`
      select id, code, name, level, path, parent_id as "parentId" from jurisdictions where code in (${code}, ${parent})
      order by path for update`
    const node = nodes.find((one) => one.code === code)
    const above = nodes.find((one) => one.code === parent)
    if (node === undefined || above === undefined) return NOWHERE
    const fault = faultOf(actor, node, above)
    if (fault !== null) return fault
    const path = `${above.path}${node.id}/`
    const moved = await tx`
      update jurisdictions set path = ${path} || substr(path, ${node.path.length + 1}),
        parent_id = case when id = ${node.id} then ${above.id} else parent_id end
      where starts_with(path, ${node.path})`
    await tx`
      update trajectory_permits set scope = ${path} || substr(scope, ${node.path.length + 1})
      where starts_with(scope, ${node.path})`
    const [before] = await tx<{ code: string }[]>`select code from jurisdictions where id = ${node.parentId}`
    const change = { before: { parent: before?.code ?? null }, after: { parent, moved: moved.count } }
    const line = { actor: actor.name, verb: 'jurisdiction.move', target: `jurisdiction:${code}` }
    await writeAudit(tx, core.clock.now(), { ...line, ...change })
    return done({ code, name: node.name, parent, moved: moved.count })
  })
  if (outcome.ok) await core.bus.publish('jurisdictions')
  return outcome
}

const NOWHERE = refuse('not-found', 'There is no such jurisdiction within yours.')

const faultOf = (actor: PersonActor, node: Node, above: Node) => {
  const errors = (message: string) => ({ errors: [{ path: '/parent', code: 'value' as const, message }] })
  if (node.parentId === null || node.path === actor.scope) {
    return refuse('conflict', 'The highest that you see can not be moved: whoever sees what is above it may.')
  }
  if (node.parentId === above.id) {
    return refuse('conflict', 'It lies there already.', errors('must be another than the one above it now'))
  }
  if (above.path.startsWith(node.path)) {
    return refuse('conflict', 'It can not lie below itself.', errors('must not lie below the one that is moved'))
  }
  if (LEVELS.indexOf(node.level) <= LEVELS.indexOf(above.level)) {
    return refuse('invalid', 'A jurisdiction lies below one of a higher level.', errors(`must be above ${node.level}`))
  }
  return null
}
