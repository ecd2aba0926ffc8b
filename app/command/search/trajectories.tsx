'use client'

import { useState } from 'react'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { plate as written } from '../../_text/format'
import { useText } from '../../_text/language'
import { searchWords } from '../../_text/search'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { ErrorNote } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import { toast } from '../../_ui/toast'
import { AskTrajectory } from './ask-trajectory'
import styles from './search.module.css'
import { TrajectoryShown } from './trajectory-shown'

interface Permit {
  id: string
  plate: string | null
  askedBy: string
  approver: string
  approvedAt: string | null
  expiresAt: string
}

/** Leave from another may come while the page stands open. */
const REFRESH_MS = 10_000
const account = (name: string) => name.replace(/^user:/, '')

/** Trajectories that this reader asked for, or is asked to give leave for; one of them is shown. */
export const Trajectories = ({ me, plate, reason }: { me: string; plate: string; reason: string }) => {
  const words = useText(searchWords).trajectory
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<{ trajectories: Permit[] }>('/trajectories', REFRESH_MS)
  const [shown, setShown] = useState<string | null>(null)
  const permits = value?.trajectories ?? []
  return (
    <section className={styles.trajectories} aria-label={words.title}>
      <h2 className={styles.panelTitle}>{words.title}</h2>
      <p className={styles.hint}>{words.hint}</p>
      <AskTrajectory key={plate} plate={plate} reason={reason} onAsked={() => void reload()} />
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value !== null && permits.length === 0 ? <p className={styles.hint}>{words.none}</p> : null}
      <ul className={styles.permits}>
        {permits.map((permit) => (
          <li key={permit.id} className={styles.permit}>
            {permit.askedBy === me ? (
              <Own permit={permit} onShow={() => setShown(permit.id)} />
            ) : (
              <Asked permit={permit} onGiven={() => void reload()} />
            )}
          </li>
        ))}
      </ul>
      {shown === null ? null : <TrajectoryShown key={shown} id={shown} />}
    </section>
  )
}

const Own = ({ permit, onShow }: { permit: Permit; onShow: () => void }) => {
  const words = useText(searchWords).trajectory
  const format = useFormat()
  return (
    <>
      <span className={styles.plateCell}>{permit.plate === null ? '' : written(permit.plate)}</span>
      {permit.approvedAt === null ? (
        <span className={styles.hint}>{words.asked(account(permit.approver))}</span>
      ) : (
        <>
          <span className={styles.hint}>{words.until(format.time(permit.expiresAt))}</span>
          <Button onClick={onShow}>{words.view}</Button>
        </>
      )}
    </>
  )
}

const Asked = ({ permit, onGiven }: { permit: Permit; onGiven: () => void }) => {
  const words = useText(searchWords).trajectory
  const failureWords = useFailureWords()
  const [reason, setReason] = useState('')
  if (permit.approvedAt !== null) return null
  const give = async () => {
    const answer = await api.post(`/trajectories/${permit.id}/approve`, { minutes: 60, reason })
    if (answer.ok) onGiven()
    else toast(failureWords(answer.failure, {}, words.labels))
  }
  return (
    <div className={styles.asked}>
      <p>{words.by(account(permit.askedBy), permit.plate === null ? '' : written(permit.plate))}</p>
      <TextField label={words.approvalReason} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Button look="primary" disabled={reason.trim().length < 2} onClick={() => void give()}>
        {words.approve}
      </Button>
    </div>
  )
}
