'use client'

import { useState } from 'react'
import { account } from '../_text/account'
import { useText } from '../_text/language'
import { useFormat } from '../_text/use-format'
import { Button } from '../_ui/button'
import { toast } from '../_ui/toast'
import styles from './account.module.css'
import { ConfirmApp } from './confirm-app'
import { PasswordAsked } from './password-asked'

type Phase =
  | { name: 'resting' }
  | { name: 'asking'; act: 'begin' | 'remove' }
  | { name: 'confirming'; secret: string; uri: string }
  | { name: 'telling'; codes: readonly string[] }

/** The app that shows codes: put in place in three steps (password, scan, first code), taken away by the password. */
export const SecondFactor = ({
  since,
  left,
  asked,
  onChanged,
}: {
  since: string | null
  left: number
  /** It is what stands between its reader and everything else. */
  asked: boolean
  onChanged: () => Promise<void>
}) => {
  const words = useText(account).secondFactor
  const format = useFormat()
  const [phase, setPhase] = useState<Phase>({ name: 'resting' })
  const rest = () => setPhase({ name: 'resting' })

  return (
    <section className={styles.part} aria-label={words.heading}>
      <h2 className={styles.heading}>{words.heading}</h2>
      {phase.name === 'resting' ? (
        <>
          <p className={styles.text}>{since === null ? words.off : words.on(format.date(since), left)}</p>
          {since === null ? (
            <Button look={asked ? 'primary' : 'plain'} onClick={() => setPhase({ name: 'asking', act: 'begin' })}>
              {words.begin}
            </Button>
          ) : (
            <Button onClick={() => setPhase({ name: 'asking', act: 'remove' })}>{words.remove}</Button>
          )}
        </>
      ) : null}
      {phase.name === 'asking' ? (
        <PasswordAsked
          act={phase.act}
          onCancel={rest}
          onBegun={(begun) => setPhase({ name: 'confirming', ...begun })}
          onRemoved={() => {
            rest()
            toast(words.removed)
            void onChanged()
          }}
        />
      ) : null}
      {phase.name === 'confirming' ? (
        <ConfirmApp
          secret={phase.secret}
          uri={phase.uri}
          onCancel={rest}
          onConfirmed={(codes) => {
            setPhase({ name: 'telling', codes })
            void onChanged()
          }}
        />
      ) : null}
      {phase.name === 'telling' ? (
        <>
          <p className={styles.text}>{words.recovery}</p>
          <ul className={styles.codes}>
            {phase.codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <Button look="primary" onClick={rest}>
            {words.kept}
          </Button>
        </>
      ) : null}
    </section>
  )
}
