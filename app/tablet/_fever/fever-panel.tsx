'use client'

import { useEffect, useState } from 'react'
import type { Disposition } from '#domain/entries/entry'
import { MINUTE_MS } from '#domain/instant'
import { plate as withDot } from '../../_text/format'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import { tabletFever } from '../../_text/tablet-fever'
import { useFormat } from '../../_text/use-format'
import type { EntryForm, FormAct } from '../_entry/form-shape'
import type { Outcome } from '../_entry/outcome'
import { celsiusOf, readingsOf } from '../_entry/person-draft'
import { typedPlate } from '../_entry/plate-draft'
import keyStyles from '../_keys/keys.module.css'
import { ReadingPad } from '../_keys/reading-pad'
import { TabletIcon } from '../icons'
import { minutesAndSeconds } from '../minutes-and-seconds'
import { signal } from '../sounds'
import { speak } from '../speech'
import { useNow } from '../use-now'
import cardStyles from './fever-card.module.css'
import { FeverChoice, FeverReason } from './fever-choice'
import { FeverGuide } from './fever-guide'
import styles from './fever-panel.module.css'
import { FeverReadings } from './fever-readings'
import { FeverWait } from './fever-wait'

interface FeverPanelProps {
  form: EntryForm
  act: (act: FormAct) => void
  ring: 'county' | 'town' | 'village'
  saving: boolean
  trouble: string | null
  onOutcome: (outcome: Outcome) => void
}

const AGAIN_MS = 10_000

const Octagon = () => (
  <svg width={102} height={102} viewBox="0 0 102 102" aria-hidden="true">
    <path d="M30 0h42l30 30v42l-30 30H30L0 72V30z" fill="currentColor" />
    <path d="M51 21v34" stroke="var(--alarm)" strokeWidth={13} strokeLinecap="round" />
    <circle cx={51} cy={78} r={8} fill="var(--alarm)" />
  </svg>
)

/** Signals at once, and every ten seconds until someone touches the screen. */
function useAlarm(title: string): void {
  useEffect(() => {
    signal('fever')
    speak(title)
    const again = setInterval(() => signal('fever'), AGAIN_MS)
    const touched = () => clearInterval(again)
    window.addEventListener('pointerdown', touched, { once: true })
    return () => {
      clearInterval(again)
      window.removeEventListener('pointerdown', touched)
    }
  }, [title])
}

type Choice = { what: 'nothing' } | { what: 'reason' } | { what: 'disposition'; reason: string | null }

/** A standing fever can be held, isolated or transferred. There is no key to send it on. */
export const FeverPanel = ({ form, act, ring, saving, trouble, onOutcome }: FeverPanelProps) => {
  const words = useText(tablet)
  const fever = useText(tabletFever)
  const format = useFormat()
  const now = useNow(500)
  const { alarm } = form
  const [choice, setChoice] = useState<Choice>({ what: 'nothing' })
  const [person, setPerson] = useState<Disposition | null>(null)
  const [companions, setCompanions] = useState<Disposition>('hold')
  const [rang, setRang] = useState(false)
  useAlarm(alarm?.kind === 'confirmed' ? fever.confirmed : fever.title)

  const index = alarm?.person ?? 0
  const hot = form.people[index]
  const dueAt = (alarm?.since ?? now) + form.rules.recheckMinutes * MINUTE_MS
  const due = now >= dueAt
  useEffect(() => {
    if (due && !rang && alarm?.kind === 'high') {
      setRang(true)
      signal('due')
      act({ type: 'begin-recheck' })
    }
  }, [due, rang, alarm, act])

  if (!alarm || !hot) return null
  const readings = readingsOf(hot)
  const first = readings[0]
  const last = readings.at(-1)
  const typed = celsiusOf(hot)
  const confirmed = alarm.kind === 'confirmed'
  const deciding = confirmed || choice.what === 'disposition'
  const { plate } = typedPlate(form.plate)
  const who = [
    words.person(index),
    ...(form.onFoot ? [words.list.onFoot] : plate ? [withDot(plate)] : []),
    form.direction === 'in' ? words.into(ring) : words.outOf(ring),
  ].join(' · ')
  const alone = form.people.length === 1
  const step = confirmed ? 'stay' : 'recheck'
  const reason = choice.what === 'disposition' ? choice.reason : null

  const save = () => {
    if (person === null) return
    onOutcome({
      disposition: alone ? person : companions,
      fevers: person,
      ...(reason === null ? {} : { note: reason }),
    })
  }
  const mistyped = () => act({ type: 'mistyped', note: fever.mistypedNote((typed ?? last?.celsius ?? 0).toFixed(1)) })

  return (
    <main className={styles.frame}>
      <section className={styles.panel} aria-label={confirmed ? fever.confirmed : fever.title}>
        <div className={styles.head} role="alert">
          <Octagon />
          <div className={styles.word}>
            <h2>{confirmed ? fever.confirmed : fever.title}</h2>
            <p>{who}</p>
          </div>
          {last ? (
            <div className={styles.value}>
              <b>{last.celsius.toFixed(1)}</b>
              <span>
                ℃ · {words.site[last.site]} · {format.time(last.at)}
              </span>
            </div>
          ) : null}
        </div>

        <ol className={styles.steps}>
          {(['recheck', 'stay', 'report', 'transfer'] as const).map((name, at) => (
            <li key={name} aria-current={name === step ? 'step' : undefined}>
              <i className={styles.number} data-now={name === step}>
                {at + 1}
              </i>
              {fever.steps[name]}
            </li>
          ))}
        </ol>

        {confirmed || choice.what !== 'nothing' ? null : (
          <FeverWait
            now={now}
            since={alarm.since}
            dueAt={alarm.kind === 'recheck' ? null : dueAt}
            why={first && fever.waitHint(words.site[first.site], form.rules.thresholds[first.site].toFixed(1))}
          />
        )}

        <FeverReadings
          first={first}
          hot={hot}
          waits={
            alarm.kind !== 'high'
              ? null
              : choice.what === 'disposition'
                ? '—'
                : fever.waiting(minutesAndSeconds(dueAt - now))
          }
        />

        {alarm.kind === 'recheck' && !deciding && choice.what === 'nothing' ? (
          <div className={styles.pad}>
            <ReadingPad act={act} />
          </div>
        ) : choice.what === 'reason' ? (
          <FeverReason onReason={(label) => setChoice({ what: 'disposition', reason: label })} />
        ) : deciding ? (
          <FeverChoice
            confirmed={confirmed}
            alone={alone}
            person={person}
            onPerson={setPerson}
            companions={companions}
            onCompanions={setCompanions}
          />
        ) : (
          <div className={`${cardStyles.card} ${cardStyles.side}`}>
            <FeverGuide
              steps={[
                [fever.guide, fever.guideHint],
                [alone ? fever.alone : fever.together, fever.togetherHint],
                [fever.rest(form.rules.recheckMinutes), fever.restHint],
              ]}
            />
          </div>
        )}

        {choice.what === 'nothing' || deciding ? (
          <button type="button" className={`${keyStyles.ghost} ${styles.mistyped}`} onClick={mistyped}>
            <TabletIcon name="undo" size={24} />
            {fever.mistyped}
          </button>
        ) : null}

        {trouble ? <p role="alert">{trouble}</p> : null}

        <div className={styles.acts}>
          {choice.what === 'nothing' && !confirmed ? (
            <button
              type="button"
              className={`${keyStyles.primary} ${styles.second}`}
              onClick={() => setChoice({ what: 'reason' })}
            >
              {fever.noRecheck}
            </button>
          ) : choice.what !== 'nothing' ? (
            <button
              type="button"
              className={`${keyStyles.primary} ${styles.second}`}
              onClick={() => {
                setPerson(null)
                setChoice({ what: 'nothing' })
              }}
            >
              {words.back}
            </button>
          ) : (
            <a className={`${keyStyles.primary} ${styles.second}`} href="tel:120">
              <TabletIcon name="phone" size={32} />
              120
            </a>
          )}
          {deciding ? (
            <button
              type="button"
              className={`${keyStyles.primary} ${styles.first}`}
              aria-disabled={person === null || saving}
              onClick={save}
            >
              {saving ? words.saving : person === null ? fever.choose : fever.save}
            </button>
          ) : (
            <button
              type="button"
              className={`${keyStyles.primary} ${styles.first}`}
              aria-disabled={saving}
              onClick={() => onOutcome({ disposition: 'hold' })}
            >
              {saving ? words.saving : fever.hold}
            </button>
          )}
        </div>
      </section>
    </main>
  )
}
