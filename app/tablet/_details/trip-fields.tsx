'use client'

import { LOAD_KINDS } from '#domain/entries/entry'
import { trailerPlateFault } from '#domain/identifiers/plate'
import { useText } from '../../_text/language'
import { tabletDetails } from '../../_text/tablet-details'
import { PURPOSES } from '../_entry/choices'
import { emptyLoad, type LoadDetails, needsCertificate, type TripDetails, trailerPlateOf } from '../_entry/details'
import { standingFevers } from '../_entry/entry-form'
import type { EntryForm, FormAct } from '../_entry/form-shape'
import { loadExpired } from '../_entry/missing'
import { dispositionsFor } from '../_entry/outcome'
import { Chips, Line, Question } from '../chips'
import { signal } from '../sounds'
import styles from './details-sheet.module.css'
import { type KnownRegion, RegionField } from './region-field'

interface TripFieldsProps {
  form: EntryForm
  act: (act: FormAct) => void
  known: readonly KnownRegion[]
  province: string
}

/** What is said once for the vehicle and all in it. */
export const TripFields = ({ form, act, known, province }: TripFieldsProps) => {
  const words = useText(tabletDetails)
  const { trip } = form
  const change = (part: Partial<TripDetails>) => act({ type: 'trip', change: part })
  const trailer = trailerPlateOf(trip)
  const expired = loadExpired(form)
  return (
    <>
      {expired ? (
        <p className={styles.stop} role="alert">
          <b>{words.expired}</b>
          <span>{words.expiredHint}</span>
        </p>
      ) : null}
      <Question label={words.disposition}>
        <Chips
          values={dispositionsFor({ fever: standingFevers(form).length > 0, loadExpired: expired })}
          words={words.dispositions}
          chosen={form.disposition === null ? [] : [form.disposition]}
          onToggle={(value) =>
            act({ type: 'disposition', person: null, disposition: value === form.disposition ? null : value })
          }
        />
      </Question>
      <RegionField
        label={words.from}
        chosen={trip.origin === '' ? [] : [trip.origin]}
        known={known}
        province={province}
        onChange={([code]) => change({ origin: code ?? '' })}
      />
      <div className={styles.lines}>
        <Line
          label={words.to}
          hint={words.toHint}
          value={trip.destination}
          most={200}
          onChange={(destination) => change({ destination })}
        />
        <Line label={words.trip} value={trip.trip} most={40} onChange={(value) => change({ trip: value })} />
        <Line label={words.pass} value={trip.pass} most={100} onChange={(pass) => change({ pass })} />
        {form.onFoot ? null : (
          <Line
            label={words.trailer}
            value={trip.trailerPlate}
            most={15}
            fault={trailer !== '' && trailerPlateFault(trailer) !== null ? words.trailerWrong : null}
            onChange={(trailerPlate) => change({ trailerPlate })}
          />
        )}
      </div>
      <Question label={words.purpose}>
        <Chips
          values={PURPOSES}
          words={words.purposes}
          chosen={[trip.purpose]}
          onToggle={(purpose) => change({ purpose: purpose === trip.purpose ? '' : purpose })}
        />
      </Question>
      {form.onFoot ? null : <LoadFields load={trip.load} today={form.today} onChange={(load) => change({ load })} />}
    </>
  )
}

interface LoadFieldsProps {
  load: LoadDetails | null
  today: string
  onChange: (load: LoadDetails | null) => void
}

const LoadFields = ({ load, today, onChange }: LoadFieldsProps) => {
  const words = useText(tabletDetails)
  const change = (part: Partial<LoadDetails>) => {
    if (!load) return
    // An expired certificate stops like a fever, and sounds like one.
    if (part.expires !== undefined && part.expires !== '' && part.expires < today) signal('fever')
    onChange({ ...load, ...part })
  }
  return (
    <>
      <Question label={words.load}>
        <Chips
          values={LOAD_KINDS}
          words={words.loads}
          chosen={load ? [load.kind] : []}
          onToggle={(kind) => onChange(load?.kind === kind ? null : { ...(load ?? emptyLoad(kind)), kind })}
        />
      </Question>
      {load ? (
        <>
          <div className={styles.lines}>
            <Line label={words.loadWhat} value={load.what} most={200} onChange={(what) => change({ what })} />
            {needsCertificate(load.kind) ? (
              <>
                <Line
                  label={words.loadCount}
                  kind="numeric"
                  value={load.count}
                  most={7}
                  onChange={(count) => change({ count: count.replace(/\D/g, '') })}
                />
                <Line
                  label={words.certificate}
                  value={load.certificate}
                  most={100}
                  onChange={(certificate) => change({ certificate })}
                />
                <Line
                  label={words.expires}
                  kind="date"
                  value={load.expires}
                  most={10}
                  fault={load.expires !== '' && load.expires < today ? words.expired : null}
                  onChange={(expires) => change({ expires })}
                />
              </>
            ) : null}
          </div>
          <Question label={words.disinfected}>
            <Chips
              values={['yes', 'no'] as const}
              words={words}
              chosen={load.disinfected === null ? [] : [load.disinfected ? 'yes' : 'no']}
              onToggle={(value) => change({ disinfected: value === 'yes' })}
            />
          </Question>
        </>
      ) : null}
    </>
  )
}
