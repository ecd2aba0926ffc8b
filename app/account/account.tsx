'use client'

import { useState } from 'react'
import { askSession, type Session } from '../_live/session'
import { useResource } from '../_live/use-resource'
import { account } from '../_text/account'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { ErrorNote, Loading } from '../_ui/blank'
import { roomsOf } from '../_ui/rooms'
import type { SessionOfAccount } from '../_ui/session-rows'
import { SignedIn } from '../_ui/signed-in'
import { TopBar } from '../_ui/top-bar'
import { Work } from '../_ui/work'
import styles from './account.module.css'
import { PasswordForm } from './password-form'
import { Push } from './push'
import { SecondFactor } from './second-factor'
import { OwnSessions } from './sessions'

interface OwnAccount {
  secondFactorSince: string | null
  recoveryCodesLeft: number
  sessions: (SessionOfAccount & { current: boolean })[]
}

/** One's own account: the password, the app for codes, and where one is signed in. */
export const Account = () => (
  <SignedIn room={null}>
    {(session) => (
      <>
        <TopBar session={session} here={null} />
        <Parts session={session} />
      </>
    )}
  </SignedIn>
)

const Parts = ({ session: { owes, user } }: { session: Session }) => {
  const mayCommand = roomsOf(user.role).some(({ name }) => name === 'command')
  // As it was when the page was opened: nothing moves under who has just put the app in place.
  const [codeFirst] = useState(owes === 'code')
  const words = useText(account)
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<OwnAccount>('/account')
  const changed = async () => void (await Promise.all([reload(), askSession()]))
  return (
    <Work title={words.title}>
      {owes ? (
        <p className={styles.owes} role="status">
          {words.owes[owes]}
        </p>
      ) : null}
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading /> : null}
      {value ? (
        <div className={styles.parts}>
          <div className={styles.pair} data-code-first={codeFirst || undefined}>
            <PasswordForm onChanged={changed} />
            <SecondFactor
              since={value.secondFactorSince}
              left={value.recoveryCodesLeft}
              asked={codeFirst}
              onChanged={changed}
            />
          </div>
          {mayCommand && !owes ? <Push /> : null}
          <OwnSessions sessions={value.sessions} onChanged={reload} />
        </div>
      ) : null}
    </Work>
  )
}
