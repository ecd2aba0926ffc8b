import { createHash, randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { openDrafts } from '#domain/briefing/drafts'
import { type BriefingStep, type StepRefusal, takeStep } from '#domain/briefing/workflow'
import { localDate } from '#domain/entries/counted-at'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { type BriefingRow, findBriefing, findSteps, insertStep, nextNumbers } from '../../db/stores/briefing-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, type RefusalKind, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { CHANGED_MEANWHILE } from './fill-briefing'
import { countFaults, NO_BRIEFING } from './show-briefing'

/** Why a step can't be taken, in words that say what to do. */
const REFUSALS: Readonly<Record<StepRefusal, readonly [RefusalKind, string]>> = {
  'not-now': ['conflict', 'It does not stand where this step can be taken: look at it again.'],
  'same-person': ['conflict', 'Whoever submitted it neither reviews nor signs it: ask somebody else.'],
  'no-right': ['forbidden', 'Duty officers and administrators review, sign and give receipts.'],
  'no-person': ['forbidden', 'Only a person reviews, signs and gives a receipt.'],
  drafts: ['conflict', 'Sentences wait to be confirmed: say who is responsible and until when, or take them out.'],
  faults: ['conflict', 'Sums of what was entered by hand do not agree: correct them, or write down why.'],
  'not-own': ['forbidden', 'It is the briefing of another jurisdiction: only that one takes this step.'],
  'not-above': ['forbidden', 'The receipt is given by the jurisdiction to which it was sent.'],
}

interface Move {
  id: string
  version: number
  step: BriefingStep
  note: string | null
}

/** Takes a briefing one step on its way (填报→审核→签发→报送→回执), by name and with a line of audit. */
export const moveBriefing = (core: Core, actor: PersonActor, move: Move): Promise<Outcome<{ id: string }>> =>
  inScope<Outcome<{ id: string }>>(core.database, actor, async (tx) => {
    const { id, version, step, note } = move
    const row = await findBriefing(tx, { id, scope: actor.scope, lock: true })
    if (row === null) return NO_BRIEFING
    if (row.version !== version) return CHANGED_MEANWHILE
    const submitted = (await findSteps(tx, id)).filter((one) => one.step === 'submit').at(-1)
    const taken = takeStep(row.state, step, {
      actor: actor.name,
      submittedBy: submitted?.actor ?? null,
      isPerson: actor.userId !== null,
      mayDecide: actor.role === 'command' || actor.role === 'admin',
      openDrafts: openDrafts(row.content),
      openFaults: step === 'sign' ? await countFaults(tx, core, row) : 0,
      place: row.path === actor.scope ? 'own' : 'above',
      hasParent: row.hasParent,
    })
    if ('refused' in taken) return refuse(...REFUSALS[taken.refused])
    if (step === 'return' && note === null)
      return refuse('invalid', 'Say why it is returned.', { errors: [MISSING_NOTE] })
    if (step === 'send' && note === null && !row.hasParent) {
      return refuse('invalid', 'Say to whom it was sent.', { errors: [MISSING_NOTE] })
    }
    const now = core.clock.now()
    const at = new Date(now)
    await tx`update briefings set state = ${taken.state}, version = version + 1, changed_at = ${at} where id = ${id}`
    if (step === 'sign') await freeze(tx, core, row, now)
    if (step === 'send') await tx`update briefings set destination = ${note ?? parentName(core, row)} where id = ${id}`
    await insertStep(tx, {
      id: uuidV7(now, randomBytes(16)),
      briefingId: id,
      version: version + 1,
      at,
      step,
      actor: actor.name,
      name: actor.displayName,
      note,
    })
    const [before, after] = [{ state: row.state }, { state: taken.state }]
    await writeAudit(tx, now, {
      actor: actor.name,
      verb: step === 'send' ? 'briefing.send-up' : `briefing.${step}`,
      target: `briefing:${id}`,
      before,
      after,
      ...(note === null ? {} : { reason: note }),
    })
    return done({ id })
  })

const MISSING_NOTE = { path: '/note', code: 'missing' as const, message: 'must say it' }

/** Gives it its number, a correction that of what it corrects, and the digest of what was signed. */
const freeze = async (tx: TransactionSql, core: Core, row: BriefingRow, nowMs: number): Promise<void> => {
  const year = Number(localDate(nowMs, core.checkpoints.zone(row.path)).slice(0, 4))
  const numbers =
    row.replaces === null
      ? { year, ...(await nextNumbers(tx, { jurisdictionId: row.jurisdictionId, template: row.template, year })) }
      : await numbersOf(tx, row.replaces)
  const digest = createHash('sha256')
    .update(JSON.stringify([row.content, row.facts]))
    .digest('hex')
  await tx`
    update briefings set year = ${numbers.year}, number = ${numbers.number}, total_number = ${numbers.total},
      digest = ${digest}, issued_at = ${new Date(nowMs)}
    where id = ${row.id}`
}

const numbersOf = async (tx: TransactionSql, id: string): Promise<{ year: number; number: number; total: number }> => {
  const [row] = await tx<{ year: number; number: number; total: number }[]>`
    select year, number, total_number as total from briefings where id = ${id}`
  if (row === undefined) throw new Error('a correction corrects nothing')
  return row
}

/** The jurisdiction above, into which the sender does not see: by the server's own list. */
const parentName = (core: Core, { path }: BriefingRow): string =>
  [...core.checkpoints.jurisdictions()].filter((one) => one.path !== path && path.startsWith(one.path)).at(-1)?.name ??
  '上级'
