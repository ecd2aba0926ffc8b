'use client'

import type { Check, CrewMember } from '#domain/checkpoints/item'
import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import type { Room, RoomView } from '../_room/room-shape'
import { Line } from '../chips'
import { Amount } from './amount'
import { Checklist } from './checklist'
import { CountsLine, shownCounts } from './counts-line'
import { CrewPicker, Signer } from './crew-picker'
import { FormPage, type Need } from './form-page'
import { useCounts } from './use-counts'
import { useKept } from './use-kept'
import { useMaker } from './use-maker'
import { usePins } from './use-pins'

export type ShiftAct = 'start' | 'handover' | 'end'

interface ShiftFormProps {
  room: Room
  view: RoomView
  act: ShiftAct
  onDone: () => void
  onBack: () => void
}

const LONGEST_NOTE = 2_000

/** A shift begins (who, 五有, signed), is handed over (signed by both), or ends. */
export const ShiftForm = ({ room, view, act, onDone, onBack }: ShiftFormProps) => {
  const words = useText(tabletPost)
  const maker = useMaker(room, view)
  const pins = usePins(room, view)
  const { duty, roster } = view.post
  const shift = duty.shifts[0] ?? null
  const before: readonly CrewMember[] = shift?.people ?? []
  const [crew, setCrew] = useKept<CrewMember[]>(`${act} crew`, [])
  const [checks, setChecks] = useKept<Check[]>(`${act} checks`, [])
  const [giver, setGiver] = useKept<string | null>(`${act} giver`, null)
  const [signer, setSigner] = useKept<string | null>(`${act} signer`, null)
  const [openAlerts, setOpenAlerts] = useKept<number | null>(`${act} alerts`, view.held.length)
  const [note, setNote] = useKept(`${act} note`, '')
  const counts = useCounts(room, act === 'start' || shift === null ? null : Date.parse(shift.since))
  const lists = (view.policy?.checklists ?? []).filter(({ use }) => use === 'shift')
  const unanswered = lists
    .flatMap(({ items }) => items)
    .filter(({ id }) => !checks.some(({ item }) => item === id)).length
  const begins = act !== 'end'
  const signers = begins ? crew : before

  const isHandover = act === 'handover'
  const crewLabel = isHandover ? words.duty.next : words.duty.who
  const signerLabel = isHandover ? words.duty.taker : words.signer
  const openList = lists.find(({ items }) => items.some(({ id }) => !checks.some(({ item }) => item === id)))
  const missing: Need[] = [
    ...(isHandover && giver === null && before.length > 0 ? [{ words: words.need.giver, at: words.duty.giver }] : []),
    ...(begins && crew.length === 0
      ? [{ words: isHandover ? words.need.next : words.need.people, at: crewLabel }]
      : []),
    ...(begins && openList ? [{ words: words.need.checklist(unanswered), at: openList.name }] : []),
    ...(signer === null || !signers.some(({ name }) => name === signer)
      ? [{ words: isHandover ? words.need.taker : words.need.signer, at: signerLabel }]
      : []),
  ]

  const submit = async (): Promise<void> => {
    if (signer === null) return
    const said = { ...maker.frame(), ...(note.trim() === '' ? {} : { note: note.trim() }) }
    const saved = await maker.save(
      act === 'handover'
        ? {
            kind: 'handover',
            ...said,
            ...(shift === null ? {} : { shift: shift.id }),
            people: crew,
            checklist: checks,
            ...(counts === null ? {} : { counts: shownCounts(counts) }),
            ...(duty.stock === null ? {} : { stock: duty.stock.amounts }),
            openAlerts: openAlerts ?? 0,
            givenBy: giver ?? signer,
            takenBy: signer,
          }
        : act === 'start'
          ? { kind: 'shift', ...said, people: crew, checklist: checks, signedBy: signer }
          : { kind: 'shift', ...said, ends: shift?.id ?? null, signedBy: signer },
    )
    if (saved) onDone()
  }

  const titles = { start: words.duty.start, handover: words.duty.handover, end: words.duty.endTitle }
  const keys = { start: words.duty.submitStart, handover: words.duty.submitHandover, end: words.duty.submitEnd }
  return (
    <FormPage
      title={titles[act]}
      submit={keys[act]}
      missing={missing}
      saving={maker.saving}
      trouble={maker.trouble}
      onSubmit={() => void submit()}
      onBack={onBack}
    >
      {act === 'handover' && before.length > 0 ? (
        <Signer label={words.duty.giver} crew={before} signer={giver} pins={pins} onSign={setGiver} />
      ) : null}
      {act === 'start' ? null : <CountsLine label={words.duty.counts} counts={counts} />}
      {act === 'handover' ? (
        <>
          <Amount label={words.duty.openAlerts} value={openAlerts} onChange={setOpenAlerts} />
          <Line label={words.duty.handNote} value={note} most={LONGEST_NOTE} onChange={setNote} />
        </>
      ) : null}
      {begins ? (
        <>
          <CrewPicker label={crewLabel} roster={roster} crew={crew} pins={pins} onChange={setCrew} />
          {lists.map(({ id, name, items }) => (
            <Checklist key={id} name={name} items={items} checks={checks} onChange={setChecks} />
          ))}
        </>
      ) : null}
      <Signer label={signerLabel} crew={signers} signer={signer} pins={pins} onSign={setSigner} />
    </FormPage>
  )
}
