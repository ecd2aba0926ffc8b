import { zoneFault } from '#domain/zone'
import { inScope } from '../../db/access/in-scope'
import { findRoot } from '../../db/stores/jurisdiction-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, type Refusal, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

interface Settings {
  /** IANA name, whole hours from UTC. */
  zone: string
  /** What the root jurisdiction is called. */
  name: string
  code: string
}

/** Sets the zone of the whole instance, and where given what its root jurisdiction is called. */
export const changeSettings = async (
  core: Core,
  actor: PersonActor,
  { zone, name, code }: { zone: string; name: string | null; code: string | null },
): Promise<Outcome<Settings>> => {
  const fault = zoneFault(zone, core.clock.now())
  const errors: NonNullable<Refusal['errors']> =
    fault === null ? [] : [{ path: '/zone', code: 'value', message: fault }]
  if (name !== null && name.trim() === '') errors.push({ path: '/name', code: 'value', message: 'must not be empty' })
  if (code !== null && !/^[0-9A-Za-z-]{1,20}$/.test(code)) {
    errors.push({ path: '/code', code: 'value', message: 'must have 1 to 20 letters, digits and hyphens' })
  }
  if (errors.length > 0) return refuse('invalid', 'The settings can not be like this.', { errors })
  const root = await findRoot(core.database.sql)
  const outcome = await inScope<Outcome<Settings>>(core.database, actor, async (tx) => {
    if (!root.path.startsWith(actor.scope)) return refuse('forbidden', 'The settings are for the whole instance.')
    const [taken] = await tx`select 1 from jurisdictions where code = ${code} and id <> ${root.id}`
    if (taken !== undefined) return refuse('conflict', 'Another jurisdiction has that code.')
    const [before] = await tx<(Omit<Settings, 'zone'> & { zone: string | null })[]>`
      select zone, name, code from jurisdictions where id = ${root.id}`
    const [after] = await tx<Settings[]>`
      update jurisdictions set zone = ${zone}, name = coalesce(${name?.trim() ?? null}, name), code = coalesce(${code}, code)
      where id = ${root.id} returning zone, name, code`
    if (after === undefined) throw new Error('the root jurisdiction is gone')
    const change = { before, after }
    await writeAudit(tx, core.clock.now(), {
      actor: actor.name,
      verb: 'settings.change',
      target: 'instance',
      ...change,
    })
    return done(after)
  })
  if (outcome.ok) await core.bus.publish('jurisdictions')
  return outcome
}
