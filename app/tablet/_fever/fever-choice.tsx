'use client'

import type { Disposition } from '#domain/entries/entry'
import { useText } from '../../_text/language'
import { tabletFever } from '../../_text/tablet-fever'
import keyStyles from '../_keys/keys.module.css'
import cardStyles from './fever-card.module.css'
import styles from './fever-choice.module.css'
import { FeverGuide } from './fever-guide'

interface FeverChoiceProps {
  confirmed: boolean
  /** Nobody else is in the vehicle. */
  alone: boolean
  person: Disposition | null
  onPerson: (disposition: Disposition) => void
  companions: Disposition
  onCompanions: (disposition: Disposition) => void
}

/** What is done with a fever, and with those beside it. There is no key to send it on. */
export const FeverChoice = ({ confirmed, alone, person, onPerson, companions, onCompanions }: FeverChoiceProps) => {
  const fever = useText(tabletFever)
  const pick = (
    value: Disposition,
    chosen: Disposition | null,
    choose: (value: Disposition) => void,
    label: string,
  ) => (
    <button
      key={label}
      type="button"
      className={`${keyStyles.plain} ${value === chosen ? keyStyles.chosen : ''}`}
      aria-pressed={value === chosen}
      onClick={() => choose(value)}
    >
      {label}
    </button>
  )
  return (
    <div className={`${cardStyles.card} ${cardStyles.side}`} data-deciding="true">
      <p className={styles.question}>{fever.what}</p>
      <div className={styles.choices}>
        {pick('isolation', person, onPerson, fever.isolation)}
        {pick('hospital', person, onPerson, fever.hospital)}
        {confirmed ? pick('hold', person, onPerson, fever.stay) : null}
      </div>
      {alone ? null : (
        <>
          <p className={styles.question}>{fever.companions}</p>
          <div className={styles.choices}>
            {pick('hold', companions, onCompanions, fever.companionsStay)}
            {pick('isolation', companions, onCompanions, fever.companionsIsolation)}
            {pick('release', companions, onCompanions, fever.companionsRelease)}
          </div>
        </>
      )}
      <FeverGuide
        steps={[
          [fever.isolate, fever.isolateHint],
          [fever.transfer, fever.transferHint],
        ]}
      />
    </div>
  )
}

/** Why nobody measures again. */
export const FeverReason = ({ onReason }: { onReason: (reason: string) => void }) => {
  const fever = useText(tabletFever)
  return (
    <div className={`${cardStyles.card} ${cardStyles.side}`}>
      <p className={styles.question}>{fever.noRecheckTitle}</p>
      <div className={styles.choices} style={{ gridTemplateColumns: '1fr' }}>
        {Object.values(fever.reasons).map((label) => (
          <button key={label} type="button" className={keyStyles.plain} onClick={() => onReason(label)}>
            {label}
          </button>
        ))}
      </div>
    </div>
  )
}
