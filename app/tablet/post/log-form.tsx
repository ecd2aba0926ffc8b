'use client'

import type { LogKind } from '#domain/checkpoints/item'
import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import type { Room, RoomView } from '../_room/room-shape'
import { Chips, Line, Question } from '../chips'
import { Amount } from './amount'
import { Signer } from './crew-picker'
import { FormPage, type Need } from './form-page'
import { useKept } from './use-kept'
import { useMaker } from './use-maker'
import { usePins } from './use-pins'

const FAULTS = ['thermometer', 'barrier', 'light', 'tablet', 'network', 'power'] as const
const LONGEST_NOTE = 200

interface LogFormProps {
  room: Room
  view: RoomView
  log: LogKind
  onDone: () => void
  onBack: () => void
}

/** One line of a log: a disinfection, waste that was taken away, a fault. */
export const LogForm = ({ room, view, log, onDone, onBack }: LogFormProps) => {
  const words = useText(tabletPost)
  const maker = useMaker(room, view)
  const pins = usePins(room, view)
  const [what, setWhat] = useKept<string | null>(`${log} what`, null)
  const [amount, setAmount] = useKept<number | null>(`${log} amount`, null)
  const [note, setNote] = useKept(`${log} note`, '')
  const [signer, setSigner] = useKept<string | null>(`${log} signer`, null)
  const crew = view.post.duty.shifts.flatMap(({ people }) => people)
  const missing: Need[] = [
    ...(log === 'fault' && what === null ? [{ words: words.need.kind, at: words.logs.fault }] : []),
    ...(log === 'waste' && amount === null ? [{ words: words.need.amount, at: words.logs.kilograms }] : []),
  ]
  const submit = async (): Promise<void> => {
    const saved = await maker.save({
      kind: 'log',
      ...maker.frame(),
      log,
      ...(what === null ? {} : { what }),
      ...(amount === null ? {} : { amount }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(signer === null ? {} : { signedBy: signer }),
    })
    if (saved) onDone()
  }
  return (
    <FormPage
      title={words.logs.kind[log]}
      submit={words.logs.done[log]}
      missing={missing}
      saving={maker.saving}
      trouble={maker.trouble}
      onSubmit={() => void submit()}
      onBack={onBack}
    >
      {log === 'fault' ? (
        <Question label={words.logs.fault}>
          <Chips
            values={FAULTS}
            words={words.logs.faults}
            chosen={what === null ? [] : FAULTS.filter((one) => words.logs.faults[one] === what)}
            onToggle={(one) => setWhat(what === words.logs.faults[one] ? null : words.logs.faults[one])}
          />
        </Question>
      ) : null}
      {log === 'waste' ? <Amount label={words.logs.kilograms} value={amount} onChange={setAmount} /> : null}
      <Line label={words.note} value={note} most={LONGEST_NOTE} onChange={setNote} />
      {crew.length > 0 ? (
        <Signer label={words.logs.who} crew={crew} signer={signer} pins={pins} onSign={setSigner} />
      ) : null}
    </FormPage>
  )
}
