'use client'

import { useEffect, useState } from 'react'
import type { Session } from '../../_live/session'
import { instructionWords } from '../../_text/instructions'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button, ButtonLink } from '../../_ui/button'
import { SignedIn } from '../../_ui/signed-in'
import { TopBar } from '../../_ui/top-bar'
import { Work } from '../../_ui/work'
import { Composer } from './composer'
import { InstructionCard } from './instruction-card'
import styles from './instructions.module.css'
import { useInstructions } from './use-instructions'

/** What the command centre told checkpoints (指令), and who has read it. */
export const Instructions = () => (
  <SignedIn room="command" page="instructions">
    {(session) => (
      <>
        <TopBar session={session} here="command" />
        <Parts session={session} />
      </>
    )}
  </SignedIn>
)

const Parts = ({ session }: { session: Session }) => {
  const words = useText(instructionWords)
  const failureWords = useFailureWords()
  const mayAct = session.user.role === 'admin' || session.user.role === 'command'
  const named = useNamed()
  const { instructions, failure, reload, again, gone, older } = useInstructions(named)
  return (
    <Work
      title={words.title}
      acts={<ButtonLink href="/command">{words.back}</ButtonLink>}
      panel={mayAct ? <Composer onSent={() => void reload()} /> : undefined}
    >
      {failure === null ? null : <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />}
      {instructions === null && failure === null ? <Loading /> : null}
      {gone ? <p className={styles.hint}>{words.gone}</p> : null}
      {instructions?.length === 0 ? (
        <Empty why={words.none}>{mayAct ? <p className={styles.hint}>{words.noneHint}</p> : null}</Empty>
      ) : null}
      <ul className={styles.list}>
        {(instructions ?? []).map((instruction) => (
          <InstructionCard
            key={instruction.id}
            instruction={instruction}
            named={instruction.id === named}
            mayAct={mayAct}
            onChanged={() => void again(instruction.id)}
          />
        ))}
      </ul>
      {older.failure === null ? null : (
        <ErrorNote what={failureWords(older.failure)} onRetry={() => void older.more()} />
      )}
      {older.hasMore ? (
        <Button busy={older.busy} onClick={() => void older.more()}>
          {words.more}
        </Button>
      ) : null}
    </Work>
  )
}

/** The instruction that the address names, `#ID`. */
const useNamed = (): string => {
  const [named, setNamed] = useState('')
  useEffect(() => {
    const read = () => setNamed(window.location.hash.slice(1))
    read()
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  return named
}
