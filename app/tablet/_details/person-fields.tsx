'use client'

import { idNumberFaultCode, regionWarning } from '#domain/identifiers/id-number'
import { isPlausiblePhone, normalisePhone } from '#domain/identifiers/phone'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import { tabletDetails } from '../../_text/tablet-details'
import { CATEGORIES, ID_KINDS, SYMPTOMS } from '../_entry/choices'
import { idNumberOf, type PersonDetails, RESIDENT_ID_CARD } from '../_entry/details'
import { standingFevers } from '../_entry/entry-form'
import type { EntryForm, FormAct } from '../_entry/form-shape'
import { isMinor } from '../_entry/missing'
import { dispositionsFor } from '../_entry/outcome'
import { Chips, Line, Question } from '../chips'
import styles from './details-sheet.module.css'
import { type KnownRegion, RegionField } from './region-field'

interface PersonFieldsProps {
  form: EntryForm
  act: (act: FormAct) => void
  index: number
  known: readonly KnownRegion[]
  province: string
}

const without = (list: readonly string[], value: string): string[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value]

/** One person: nothing of it is owed unless the level or a rule asks. */
export const PersonFields = ({ form, act, index, known, province }: PersonFieldsProps) => {
  const words = useText(tabletDetails)
  const { person: nth } = useText(tablet)
  const person = form.people[index]
  if (!person) return null
  const { details } = person
  const change = (part: Partial<PersonDetails>) => act({ type: 'details', person: index, change: part })
  const phone = normalisePhone(details.phone)
  const idNumber = idNumberOf(details)
  const resident = details.idKind === RESIDENT_ID_CARD
  const idFault = resident && idNumber !== '' ? idNumberFaultCode(idNumber, { paper: form.paper !== null }) : null
  const oddRegion = resident && idFault === null && idNumber !== '' && regionWarning(idNumber)
  const minor = isMinor(details, form.today)
  const fever = standingFevers(form).includes(index)
  const others = form.people.flatMap((_, at) => (at === index ? [] : [String(at)]))
  const names = Object.fromEntries(others.map((at) => [at, form.people[Number(at)]?.details.name || nth(Number(at))]))
  const visits = details.riskVisit === null ? 'notAsked' : details.riskVisit ? 'yes' : 'no'
  return (
    <>
      <div className={styles.lines}>
        <Line label={words.name} value={details.name} most={60} onChange={(name) => change({ name })} />
        <Line
          label={words.phone}
          kind="tel"
          value={details.phone}
          most={30}
          fault={phone !== '' && !isPlausiblePhone(phone) ? words.phoneOdd : null}
          onChange={(value) => change({ phone: value })}
        />
        <Line
          label={words.idNumber}
          value={details.idNumber}
          most={40}
          fault={idFault !== null ? words.idFault[idFault] : oddRegion ? words.idRegion : null}
          onChange={(value) => change({ idNumber: value })}
        />
      </div>
      <Question label={words.idKind}>
        <Chips
          values={ID_KINDS}
          words={words.idKinds}
          chosen={[details.idKind]}
          onToggle={(idKind) => change({ idKind })}
        />
      </Question>
      {idNumber === '' ? (
        <Question label={words.noId}>
          <Chips
            values={Object.values(words.noIdReasons)}
            words={Object.fromEntries(Object.values(words.noIdReasons).map((reason) => [reason, reason]))}
            chosen={[details.noId]}
            onToggle={(noId) => change({ noId: noId === details.noId ? '' : noId })}
          />
        </Question>
      ) : null}
      {others.length > 0 &&
      (minor || details.guardian !== null || details.idKind === '117' || details.noId === words.noIdReasons.child) ? (
        <Question
          label={minor ? `${words.minor} · ${words.guardian}` : words.guardian}
          watch={minor && details.guardian === null}
        >
          <Chips
            values={others}
            words={names}
            chosen={details.guardian === null ? [] : [String(details.guardian)]}
            onToggle={(at) => change({ guardian: details.guardian === Number(at) ? null : Number(at) })}
          />
        </Question>
      ) : null}
      <Question label={words.symptoms}>
        <Chips
          values={SYMPTOMS}
          words={words.symptomWords}
          chosen={details.symptoms}
          onToggle={(symptom) => change({ symptoms: without(details.symptoms, symptom) })}
        />
      </Question>
      <Question label={words.riskVisit} watch={details.riskVisit === true}>
        <Chips
          values={['no', 'yes', 'notAsked'] as const}
          words={words}
          chosen={[visits]}
          onToggle={(value) => change({ riskVisit: value === 'notAsked' ? null : value === 'yes' })}
        />
      </Question>
      <RegionField
        label={words.via}
        chosen={details.via}
        known={known}
        province={province}
        many
        onChange={(via) => change({ via })}
      />
      <Question label={words.category}>
        <Chips
          values={CATEGORIES}
          words={words.categories}
          chosen={[details.category]}
          onToggle={(category) => change({ category: category === details.category ? '' : category })}
        />
      </Question>
      <Question label={words.dispositionOf(details.name || nth(index))}>
        <Chips
          values={dispositionsFor({ fever, loadExpired: false })}
          words={words.dispositions}
          chosen={person.disposition === null ? [] : [person.disposition]}
          onToggle={(value) =>
            act({ type: 'disposition', person: index, disposition: value === person.disposition ? null : value })
          }
        />
      </Question>
    </>
  )
}
