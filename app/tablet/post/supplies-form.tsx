'use client'

import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import detailStyles from '../_details/details-sheet.module.css'
import keyStyles from '../_keys/keys.module.css'
import type { Room, RoomView } from '../_room/room-shape'
import { Question } from '../chips'
import { Amount } from './amount'
import { FormPage, type Need } from './form-page'
import { useKept } from './use-kept'
import { useMaker } from './use-maker'

const SUPPLIES = ['masks', 'suits', 'goggles', 'alcohol', 'disinfectant', 'thermometers'] as const
/** Vehicles that a glance counts. */
const QUEUES = [0, 5, 10, 20, 40, 80] as const

interface SuppliesFormProps {
  room: Room
  view: RoomView
  onDone: () => void
  onBack: () => void
}

type Amounts = Partial<Record<string, number>>

const said = (amounts: Amounts): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).flatMap(([name, many]) => (many === undefined ? [] : [[name, many]])))

/** The queue, and what is there and wanted of each supply. */
export const SuppliesForm = ({ room, view, onDone, onBack }: SuppliesFormProps) => {
  const words = useText(tabletPost)
  const maker = useMaker(room, view)
  const { stock, queue } = view.post.duty
  const [vehicles, setVehicles] = useKept<number | null>('supplies vehicles', null)
  const [amounts, setAmounts] = useKept<Amounts>('supplies amounts', stock?.amounts ?? {})
  const [wanted, setWanted] = useKept<Amounts>('supplies wanted', {})
  const counted = JSON.stringify(said(amounts)) !== JSON.stringify(stock?.amounts ?? {})
  const asks = Object.values(wanted).some((many) => many !== undefined && many > 0)
  const nothing = vehicles === null && !counted && !asks
  const missing: Need[] = nothing ? [{ words: words.need.amount, at: words.supplies.queue }] : []

  const submit = async (): Promise<void> => {
    if (vehicles !== null && !(await maker.save({ kind: 'queue', ...maker.frame(), vehicles }))) return
    if (counted || asks) {
      const more = asks ? { wanted: said(wanted) } : {}
      if (!(await maker.save({ kind: 'stock', ...maker.frame(), stock: said(amounts), ...more }))) return
    }
    onDone()
  }
  const put = (set: (change: (old: Amounts) => Amounts) => void, name: string) => (many: number | null) =>
    set((old) => ({ ...old, [name]: many ?? undefined }))
  return (
    <FormPage
      title={words.supplies.title}
      submit={vehicles !== null && !counted && !asks ? words.supplies.report : words.supplies.count}
      missing={missing}
      saving={maker.saving}
      trouble={maker.trouble}
      onSubmit={() => void submit()}
      onBack={onBack}
    >
      <Question label={words.supplies.queue}>
        <div className={detailStyles.chips}>
          {QUEUES.map((many) => (
            <button
              key={many}
              type="button"
              className={`${keyStyles.plain} ${vehicles === many ? keyStyles.chosen : ''}`}
              aria-pressed={vehicles === many}
              onClick={() => setVehicles(many)}
            >
              {many}
            </button>
          ))}
        </div>
        <Amount label={words.supplies.queue} value={vehicles ?? queue?.vehicles ?? null} onChange={setVehicles} />
      </Question>
      <Question label={words.supplies.stock}>
        {SUPPLIES.map((name) => (
          <Amount
            key={name}
            label={words.supplies.supply[name]}
            value={amounts[name] ?? null}
            onChange={put(setAmounts, name)}
          />
        ))}
      </Question>
      <Question label={words.supplies.wanted}>
        {SUPPLIES.map((name) => (
          <Amount
            key={name}
            label={words.supplies.supply[name]}
            value={wanted[name] ?? null}
            step={10}
            onChange={put(setWanted, name)}
          />
        ))}
      </Question>
    </FormPage>
  )
}
