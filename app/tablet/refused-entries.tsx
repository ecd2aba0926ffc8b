'use client'

import { useState } from 'react'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { useFormat } from '../_text/use-format'
import keyStyles from './_keys/keys.module.css'
import type { Kept } from './_outbox/store'
import styles from './list-sheet.module.css'
import { whatPassed } from './passage-words'
import { VoidActs } from './void-acts'

interface RefusedEntriesProps {
  refused: readonly Kept[]
  onMend: (kept: Kept) => void
  onGiveUp: (kept: Kept, reason: string) => void
}

/** What the server did not take: each is mended, or was a mistake in itself and is given up. */
export const RefusedEntries = ({ refused, onMend, onGiveUp }: RefusedEntriesProps) => {
  const words = useText(tablet)
  const format = useFormat()
  const [voiding, setVoiding] = useState<string | null>(null)
  if (refused.length === 0) return null
  return (
    <section className={styles.card} data-watch="true" aria-label={words.list.toCorrect}>
      <header>
        <h2>{words.list.toCorrect}</h2>
        <span>{words.list.toCorrectHint}</span>
      </header>
      {refused.map((kept) => (
        <div key={kept.mark.id}>
          <div className={styles.acts}>
            <p>
              <b className="nowrap">{whatPassed(kept.entry, words)}</b> {format.time(kept.entry.occurredAt)} ·{' '}
              {(kept.mark.errors ?? []).map((error) => words.error[error.code] ?? error.message).join(words.join)}
            </p>
            {voiding === kept.mark.id ? null : (
              <>
                <button type="button" className={`${keyStyles.plain} ${keyStyles.strong}`} onClick={() => onMend(kept)}>
                  {words.list.correct}
                </button>
                <button type="button" className={keyStyles.plain} onClick={() => setVoiding(kept.mark.id)}>
                  {words.list.void}
                </button>
              </>
            )}
          </div>
          {voiding === kept.mark.id ? (
            <GiveUpActs
              kept={kept}
              onGiveUp={(reason) => {
                setVoiding(null)
                onGiveUp(kept, reason)
              }}
              onBack={() => setVoiding(null)}
            />
          ) : null}
        </div>
      ))}
    </section>
  )
}

interface GiveUpActsProps {
  kept: Kept
  onGiveUp: (reason: string) => void
  onBack: () => void
}

/** A correction that is given up leaves the passage as it stood. */
export const GiveUpActs = ({ kept, onGiveUp, onBack }: GiveUpActsProps) => {
  const { list } = useText(tablet)
  const reasons = [...Object.values(list.voidReasons), list.givenUpReason]
  const hint = kept.entry.amends == null ? list.giveUpHint : list.giveUpCorrectionHint
  return <VoidActs reasons={reasons} hint={hint} onVoid={onGiveUp} onBack={onBack} />
}
