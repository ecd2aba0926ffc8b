'use client'

import { useCallback, useEffect, useState } from 'react'
import { api, type Failure } from '../../_live/api'
import type { Session } from '../../_live/session'
import { useResource } from '../../_live/use-resource'
import { instructionWords } from '../../_text/instructions'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button, ButtonLink } from '../../_ui/button'
import { SignedIn } from '../../_ui/signed-in'
import { TopBar } from '../../_ui/top-bar'
import { Work } from '../../_ui/work'
import { Composer } from './composer'
import type { SentInstruction } from './instruction'
import { InstructionCard } from './instruction-card'
import styles from './instructions.module.css'

interface Page {
  instructions: SentInstruction[]
  cursor: string | null
}

/** Who reads it signs for it within minutes: often enough to watch. */
const AGAIN_MS = 10_000

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
  const { value, failure, reload } = useResource<Page>('/instructions', AGAIN_MS)
  const older = useOlder(value?.cursor ?? null)
  const named = useNamed()
  const all = value === null ? [] : [...value.instructions, ...older.instructions]
  const shown = [...new Map(all.map((one) => [one.id, one])).values()]
  return (
    <Work
      title={words.title}
      acts={<ButtonLink href="/command">{words.back}</ButtonLink>}
      panel={mayAct ? <Composer onSent={() => void reload()} /> : undefined}
    >
      {failure === null ? null : <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />}
      {value === null && failure === null ? <Loading /> : null}
      {value !== null && shown.length === 0 ? (
        <Empty why={words.none}>{mayAct ? <p className={styles.hint}>{words.noneHint}</p> : null}</Empty>
      ) : null}
      {named !== '' && value !== null && !shown.some(({ id }) => id === named) ? (
        <p className={styles.hint}>{words.gone}</p>
      ) : null}
      <ul className={styles.list}>
        {shown.map((instruction) => (
          <InstructionCard
            key={instruction.id}
            instruction={instruction}
            named={instruction.id === named}
            mayAct={mayAct}
            onChanged={() => void reload()}
          />
        ))}
      </ul>
      {older.failure === null ? null : <ErrorNote what={failureWords(older.failure)} onRetry={older.more} />}
      {older.hasMore ? (
        <Button busy={older.busy} onClick={older.more}>
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

/** The pages after the first, as far as they were asked for. */
const useOlder = (first: string | null) => {
  const [instructions, setInstructions] = useState<SentInstruction[]>([])
  const [cursor, setCursor] = useState<string | null | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const next = cursor === undefined ? first : cursor
  const more = useCallback(() => {
    if (next === null) return
    setBusy(true)
    void api.get<Page>(`/instructions?cursor=${encodeURIComponent(next)}`).then((answer) => {
      setBusy(false)
      if (!answer.ok) return setFailure(answer.failure)
      setFailure(null)
      setInstructions((before) => [...before, ...answer.value.instructions])
      setCursor(answer.value.cursor)
    })
  }, [next])
  return { instructions, hasMore: next !== null, busy, failure, more }
}
