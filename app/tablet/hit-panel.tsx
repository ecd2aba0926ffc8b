'use client'

import { useEffect, useState } from 'react'
import type { Disposition, HitKind } from '#domain/entries/entry'
import { plate as withDot } from '../_text/format'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { tabletDetails } from '../_text/tablet-details'
import { tabletHit } from '../_text/tablet-hit'
import { useFormat } from '../_text/use-format'
import { standingFevers } from './_entry/entry-form'
import { type EntryForm, type FormAct, headcountOf } from './_entry/form-shape'
import { keepsFever } from './_entry/outcome'
import { typedPlate } from './_entry/plate-draft'
import { dispositionsOfHit, type Finding, takenBack } from './_entry/screening-of'
import keyStyles from './_keys/keys.module.css'
import styles from './hit-panel.module.css'
import { TabletIcon } from './icons'
import { signal } from './sounds'
import { speak } from './speech'

interface HitPanelProps {
  form: EntryForm
  act: (act: FormAct) => void
  finding: Finding
  version: string | null
  ring: 'county' | 'town' | 'village'
}

const KINDS: readonly HitKind[] = ['stay', 'origin', 'plate', 'watch']
/** A finger that was typing must not answer what it has not read. */
const READ_FIRST_MS = 600

/** Loud: what was hit, by what, by which rule, and what it says to do. */
export const HitPanel = ({ form, act, finding, version, ring }: HitPanelProps) => {
  const words = useText(tablet)
  const { dispositions } = useText(tabletDetails)
  const hit = useText(tabletHit)
  const format = useFormat()
  const [readable, setReadable] = useState(false)
  const [visited, setVisited] = useState(false)
  const { kind, rule, area } = finding
  const fever = standingFevers(form).length > 0
  const offered = dispositionsOfHit(finding).filter((one) => !fever || keepsFever(one))
  const [chosen, setChosen] = useState<Disposition | null>(offered.includes(rule.disposition) ? rule.disposition : null)
  const [why, setWhy] = useState<string | null>(null)

  const title = words.hit.title[kind]
  useEffect(() => {
    signal('watch')
    speak(title)
    const timer = setTimeout(() => setReadable(true), READ_FIRST_MS)
    return () => clearTimeout(timer)
  }, [title])

  const asking = finding.asks && !visited
  const answer = (how: 'cleared' | 'visited' | 'done', disposition: Disposition | null, note: string | null) => {
    if (readable) act({ type: 'answer', key: finding.key, answer: how, disposition, note })
  }
  const ready = chosen !== null && (chosen !== 'release' || why !== null)
  const { plate } = typedPlate(form.plate)
  const who = [
    form.onFoot || plate === null ? words.list.onFoot : withDot(plate),
    form.direction === 'in' ? words.into(ring) : words.outOf(ring),
    words.peopleCount(headcountOf(form)),
  ].join(' · ')

  return (
    <main className={styles.panel}>
      <div className={styles.head} role="alert">
        <svg width={104} height={96} viewBox="0 0 104 96" aria-hidden="true">
          <path d="M52 2 102 94H2z" fill="currentColor" stroke="currentColor" strokeWidth={4} strokeLinejoin="round" />
          <path d="M52 34v28" stroke="var(--watch)" strokeWidth={11} strokeLinecap="round" />
          <circle cx={52} cy={79} r={6.5} fill="var(--watch)" />
        </svg>
        <div>
          <h2>{title}</h2>
          <p className={styles.who}>{who}</p>
        </div>
      </div>

      <p className={styles.kinds}>
        <b>{hit.by}</b>
        {KINDS.map((one) => (
          <span key={one} data-hit={one === kind}>
            {one === kind ? <TabletIcon name="check" size={22} /> : null}
            {hit.kinds[one]}
          </span>
        ))}
      </p>

      <section className={styles.card}>
        <h3>
          {kind === 'plate'
            ? hit.plateAlone
            : area
              ? `${area.part ?? area.name} · ${hit.levels[area.level]}`
              : rule.name}
        </h3>
        <p>
          {kind === 'plate' && area ? hit.plateArea(area.name, hit.levels[area.level]) : finding.order || hit.noOrder}
        </p>
        <p className={styles.source}>
          <b>
            {rule.name}
            {rule.document === '' ? '' : ` · ${rule.document}`}
          </b>
          {area ? (
            <span>
              {hit.from(format.day(area.from))}
              {area.to === null ? '' : hit.to(format.day(area.to))}
            </span>
          ) : null}
          <span>{hit.offline(version ?? '—')}</span>
        </p>
      </section>

      {asking ? (
        <>
          <section className={styles.card}>
            <h3>{hit.ask}</h3>
            <ol>
              {[hit.askVisit(area?.part ?? area?.name ?? '', rule.days), hit.askWay, hit.askDriver].map(
                (question, at) => (
                  <li key={question}>
                    <i>{at + 1}</i>
                    {question}
                  </li>
                ),
              )}
            </ol>
          </section>
          <div className={styles.two}>
            <button
              type="button"
              className={styles.choice}
              aria-disabled={!readable}
              onClick={() => answer('cleared', null, hit.clearedNote)}
            >
              <b>{hit.cleared}</b>
              <span>{hit.clearedHint}</span>
            </button>
            <button type="button" className={styles.choice} onClick={() => readable && setVisited(true)}>
              <b>{hit.visited}</b>
              <span>{hit.visitedHint}</span>
            </button>
          </div>
        </>
      ) : (
        <section className={styles.choices} aria-label={words.disposition[rule.disposition]}>
          {offered.map((one) => (
            <button
              key={one}
              type="button"
              className={styles.choice}
              aria-pressed={one === chosen}
              onClick={() => setChosen(one)}
            >
              <b>{dispositions[one]}</b>
              <span>{one === rule.disposition ? hit.byRule : one === 'release' ? hit.releaseHint : ''}</span>
              {one === chosen ? <TabletIcon name="check" size={34} /> : null}
            </button>
          ))}
          {chosen === 'release' ? (
            <div className={styles.reasons}>
              {Object.values(hit.reasons).map((reason) => (
                <button
                  key={reason}
                  type="button"
                  className={`${keyStyles.plain} ${reason === why ? keyStyles.chosen : ''}`}
                  aria-pressed={reason === why}
                  onClick={() => setWhy(reason)}
                >
                  {reason}
                </button>
              ))}
            </div>
          ) : null}
        </section>
      )}

      <div className={styles.acts}>
        <button
          type="button"
          className={styles.second}
          onClick={() => {
            if (visited) setVisited(false)
            else for (const one of takenBack(form, finding)) act(one)
          }}
        >
          {visited ? words.back : kind === 'plate' || kind === 'watch' ? hit.misread : hit.mistold}
        </button>
        {asking ? (
          <button type="button" className={styles.second} onClick={() => answer('done', 'hold', hit.unclearNote)}>
            {hit.unclear}
          </button>
        ) : (
          <button
            type="button"
            className={styles.first}
            aria-disabled={!ready || !readable}
            onClick={() =>
              ready &&
              answer(finding.asks ? 'visited' : 'done', chosen, why === null ? null : hit.releasedNote(rule.name, why))
            }
          >
            {chosen === null ? hit.choose : ready ? hit.goOn(dispositions[chosen]) : hit.reasonFirst}
          </button>
        )}
      </div>
    </main>
  )
}
