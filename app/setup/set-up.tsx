'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { loginHref } from '../_live/next-path'
import { useSession } from '../_live/session'
import { askSetup, type Setup } from '../_live/setup'
import { useResource } from '../_live/use-resource'
import { useText } from '../_text/language'
import { setup as setupText } from '../_text/setup'
import { useFailureWords } from '../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../_ui/blank'
import { ButtonLink } from '../_ui/button'
import { CheckpointForm, type PlacedCheckpoint } from '../_ui/checkpoint-form'
import { Front } from '../_ui/front'
import { JurisdictionForm } from '../_ui/jurisdiction-form'
import { Pairing } from '../_ui/pairing'
import { RoadsImport } from '../_ui/roads-import'
import { Steps } from '../_ui/steps'
import { Administrator } from './administrator'
import styles from './set-up.module.css'

type StepName = keyof Setup['steps']
const ORDER: readonly StepName[] = ['administrator', 'zone', 'roads', 'checkpoint', 'pairing']

/**
 * The first run, step by step. The server says what is done; what was done here just now counts too, so that a step is
 * left at once. After the administrator every step is an ordinary call of the signed-in administrator.
 */
export const SetUp = () => {
  const words = useText(setupText)
  const failureWords = useFailureWords()
  const router = useRouter()
  const session = useSession()
  const [told, setTold] = useState<Setup | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const [here, setHere] = useState<ReadonlySet<StepName>>(new Set())
  const [placed, setPlaced] = useState<PlacedCheckpoint | null>(null)

  const ask = useCallback(async () => {
    const answer = await askSetup()
    setFailure(null)
    if (answer.ok) {
      setTold(answer.value ?? null)
      setOver(answer.value?.needed !== true)
    } else if (
      answer.failure.kind === 'network' ||
      answer.failure.kind === 'server' ||
      answer.failure.kind === 'busy'
    ) {
      setFailure(failureWords(answer.failure))
    } else setOver(true)
  }, [failureWords])
  useEffect(() => void ask(), [ask])

  const finished = useCallback((step: StepName) => setHere((held) => new Set(held).add(step)), [])
  const roadsDone = useCallback(() => finished('roads'), [finished])
  const isDone = (step: StepName) => here.has(step) || (told?.steps[step] ?? false)
  // The pairing is the last: its code stays on the screen until the reader goes on.
  const present = ORDER.find((step) => !isDone(step) || step === 'pairing') ?? 'pairing'

  // Somebody has made the administrator, and this page is not signed in: that comes first.
  const signInFirst = told?.steps.administrator === true && session.phase === 'signed-out' && !over
  useEffect(() => {
    if (signInFirst) router.replace(loginHref('/setup'))
  }, [signInFirst, router])

  if (failure)
    return (
      <Front tagline={words.tagline} wide>
        <ErrorNote what={failure} onRetry={() => void ask()} />
      </Front>
    )
  if (over && here.size === 0)
    return (
      <Front tagline={words.over}>
        <Empty why="">
          <ButtonLink href="/login" look="primary">
            {words.signIn}
          </ButtonLink>
        </Empty>
      </Front>
    )
  if (!told || signInFirst)
    return (
      <Front tagline={words.tagline} wide>
        <Loading />
      </Front>
    )
  return (
    <Front tagline={words.tagline} wide>
      <div className={styles.steps}>
        <Steps steps={ORDER.map((step) => ({ name: words.steps[step], done: step !== present && isDone(step) }))}>
          {present === 'administrator' ? <Administrator onDone={() => finished('administrator')} /> : null}
          {present === 'zone' ? <JurisdictionForm onDone={() => finished('zone')} /> : null}
          {present === 'roads' ? <RoadsImport onDone={roadsDone} /> : null}
          {present === 'checkpoint' ? (
            <CheckpointForm
              onPlaced={(one) => {
                setPlaced(one)
                finished('checkpoint')
              }}
            />
          ) : null}
          {present === 'pairing' ? <FirstPairing placed={placed} /> : null}
        </Steps>
      </div>
      {present === 'administrator' ? null : (
        <ButtonLink href="/command" look={present === 'pairing' ? 'primary' : 'plain'} size="large" wide>
          {present === 'pairing' ? words.finish : words.later}
        </ButtonLink>
      )}
    </Front>
  )
}

const FirstPairing = ({ placed }: { placed: PlacedCheckpoint | null }) => {
  const { value } = useResource<{ checkpoints: PlacedCheckpoint[] }>('/checkpoints')
  const list = value?.checkpoints ?? (placed ? [placed] : [])
  const [chosen, setChosen] = useState('')
  return <Pairing checkpoints={list} chosen={chosen || (list[0]?.code ?? '')} onChoose={setChosen} />
}
