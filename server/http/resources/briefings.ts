import * as z from 'zod'
import {
  Briefing,
  BriefingChange,
  BriefingHeadline,
  BriefingMove,
  BriefingRefill,
  Correction,
  NewBriefing,
} from '#protocol/briefing'
import { Id } from '#protocol/entry'
import { inScope } from '../../../db/access/in-scope'
import { findBriefing, listBriefings } from '../../../db/stores/briefing-store'
import { changeBriefing } from '../../briefing/change-briefing'
import { correctBriefing, createBriefing, refillBriefing } from '../../briefing/fill-briefing'
import { type BriefingDocument, makeDocument } from '../../briefing/make-document'
import { moveBriefing } from '../../briefing/move-briefing'
import { NO_BRIEFING, showBriefing, showHeadline } from '../../briefing/show-briefing'
import type { Core } from '../../core'
import type { CoverageService } from '../../coverage/coverage-service'
import { done, type Outcome } from '../../outcome'
import type { PersonActor } from '../../people/actor'
import { asPerson } from '../as-person'
import { type Access, type Reply, type Route, route } from '../route'

const access = { roles: ['admin', 'command', 'reporter'] } satisfies Access
export const briefingReading = { roles: ['admin', 'command', 'health', 'supervisor', 'reporter'] } satisfies Access
const shown = { status: 200, schema: Briefing, description: 'It' }
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A Word file to be saved, under its Chinese name where the browser can. */
export const asWordFile = ({ bytes, name }: BriefingDocument): Reply => ({
  bytes,
  contentType: DOCX,
  headers: {
    'Content-Disposition': `attachment; filename="briefing.docx"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Cache-Control': 'no-store',
  },
})

export const briefingRoutes = (core: Core, coverage: CoverageService): Route[] => {
  const show = (id: string, actor: PersonActor, status = 200): Promise<Outcome<Reply>> =>
    inScope<Outcome<Reply>>(core.database, actor, async (tx) => {
      const row = await findBriefing(tx, { id, scope: actor.scope })
      if (row === null) return NO_BRIEFING
      return done({ status, json: await showBriefing(tx, core, actor, row) })
    })
  /** Shows what a verb made or changed. */
  const after = async (
    act: Promise<Outcome<{ id: string }>>,
    actor: PersonActor,
    status = 200,
  ): Promise<Outcome<Reply>> => {
    const made = await act
    return made.ok ? show(made.value.id, actor, status) : made
  }
  const withId = (id: string | undefined, act: (id: string) => Promise<Outcome<Reply>>): Promise<Outcome<Reply>> => {
    const known = Id.safeParse(id)
    return known.success ? act(known.data) : Promise.resolve(NO_BRIEFING)
  }
  return [
    route({
      method: 'GET',
      path: '/briefings',
      summary: 'Briefings of the jurisdiction and those that were sent to it, the latest first',
      access: briefingReading,
      answers: [
        { status: 200, schema: z.object({ briefings: z.array(BriefingHeadline) }), description: 'At most 200' },
      ],
      handle: async ({ actor }) => {
        const person = asPerson(actor)
        const rows = await inScope(core.database, person, (tx) => listBriefings(tx, person.scope))
        return done({ json: { briefings: rows.map((row) => showHeadline(row, person)) } })
      },
    }),
    route({
      method: 'POST',
      path: '/briefings',
      summary: 'Fills a briefing of a day, or of several, from the data',
      access,
      body: NewBriefing,
      answers: [
        { status: 201, schema: Briefing, description: 'A draft' },
        { status: 409, description: 'There is one of these days already' },
      ],
      handle: async ({ actor, body: { template, date, from } }) => {
        const person = asPerson(actor)
        const asked = { template, date: date ?? null, from: from ?? null }
        return after(createBriefing(core, coverage, person, asked), person, 201)
      },
    }),
    route({
      method: 'GET',
      path: '/briefings/:id',
      summary: 'One briefing with its text, its steps and what still blocks its signing',
      access: briefingReading,
      answers: [shown],
      handle: ({ actor, params }) => withId(params.id, (id) => show(id, asPerson(actor))),
    }),
    route({
      method: 'PATCH',
      path: '/briefings/:id',
      summary: 'Puts another text in a briefing that is not reviewed yet',
      access,
      body: BriefingChange,
      answers: [shown, { status: 409, description: 'Somebody changed it meanwhile, or it is frozen' }],
      handle: ({ actor, params, body }) =>
        withId(params.id, (id) => after(changeBriefing(core, asPerson(actor), { id, ...body }), asPerson(actor))),
    }),
    route({
      method: 'POST',
      path: '/briefings/:id/refill',
      summary: 'Composes its text anew from the data as they are now',
      access,
      body: BriefingRefill,
      answers: [shown, { status: 409, description: 'Somebody changed it meanwhile, or it was reviewed' }],
      handle: ({ actor, params, body }) =>
        withId(params.id, (id) =>
          after(refillBriefing(core, coverage, asPerson(actor), { id, ...body }), asPerson(actor)),
        ),
    }),
    route({
      method: 'POST',
      path: '/briefings/:id/steps',
      summary: 'Takes it one step: submit, review, return, sign, send, receive',
      access,
      body: BriefingMove,
      answers: [shown, { status: 409, description: 'It does not stand there, or something blocks it' }],
      handle: ({ actor, params, body: { note, ...move } }) =>
        withId(params.id, (id) =>
          after(moveBriefing(core, asPerson(actor), { id, ...move, note: note?.trim() || null }), asPerson(actor)),
        ),
    }),
    route({
      method: 'POST',
      path: '/briefings/:id/corrections',
      summary: 'Begins a numbered correction of a briefing that was issued',
      access,
      body: Correction,
      answers: [
        { status: 201, schema: Briefing, description: 'A draft' },
        { status: 409, description: 'It was not issued, or has a correction already' },
      ],
      handle: ({ actor, params, body }) =>
        withId(params.id, (id) =>
          after(correctBriefing(core, coverage, asPerson(actor), { id, ...body }), asPerson(actor), 201),
        ),
    }),
    route({
      method: 'GET',
      path: '/briefings/:id/document',
      summary: 'The briefing as a Word file laid out as GB/T 9704-2012 has it',
      access: briefingReading,
      handle: ({ actor, params }) =>
        withId(params.id, async (id) => {
          const made = await makeDocument(core, asPerson(actor), id)
          if (!made.ok) return made
          return done(asWordFile(made.value))
        }),
    }),
  ]
}
