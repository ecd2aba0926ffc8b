'use client'

import { useState } from 'react'
import { api } from '../../_live/api'
import { useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { webhookWords } from '../../_text/webhooks'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { toast } from '../../_ui/toast'
import { Work } from '../../_ui/work'
import { AddWebhook, type WebhookForm } from './add-webhook'
import styles from './webhooks.module.css'

interface Webhook {
  id: string
  name: string
  form: WebhookForm
  host: string
  enabled: boolean
  waiting: number
  failed: number
  last: { state: string; at: string; fault: string | null } | null
}

const AGAIN_MS = 5_000

/** Whom alerts are told to, and how the last one fared. */
export const Webhooks = () => {
  const words = useText(webhookWords)
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<{ webhooks: Webhook[] }>('/webhooks', AGAIN_MS)
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Webhook | null>(null)
  const webhooks = value?.webhooks ?? []
  const remove = async ({ id }: Webhook) => {
    const answer = await api.delete(`/webhooks/${id}`)
    setRemoving(null)
    if (!answer.ok) toast(failureWords(answer.failure))
    await reload()
  }
  return (
    <Work
      title={words.title}
      count={value === null ? null : webhooks.length}
      acts={
        <Button look="primary" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          {words.add}
        </Button>
      }
      panel={
        adding ? (
          <AddWebhook
            onClose={() => setAdding(false)}
            onMade={() => {
              setAdding(false)
              void reload()
            }}
          />
        ) : undefined
      }
    >
      <p className={styles.hint}>{words.hint}</p>
      {failure === null ? null : <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />}
      {value === null && failure === null ? <Loading /> : null}
      {value !== null && webhooks.length === 0 ? <Empty why={words.none} /> : null}
      {webhooks.length > 0 ? (
        <ul className={styles.list}>
          {webhooks.map((webhook) => (
            <Card
              key={webhook.id}
              webhook={webhook}
              onChanged={() => void reload()}
              onRemove={() => setRemoving(webhook)}
            />
          ))}
        </ul>
      ) : null}
      <Dialog
        open={removing !== null}
        title={words.removeAsk(removing?.name ?? '')}
        act={words.remove}
        onAct={() => {
          if (removing !== null) void remove(removing)
        }}
        onClose={() => setRemoving(null)}
      >
        <p>{words.removeHint}</p>
      </Dialog>
    </Work>
  )
}

const Card = ({
  webhook: { id, name, form, host, enabled, waiting, failed, last },
  onChanged,
  onRemove,
}: {
  webhook: Webhook
  onChanged: () => void
  onRemove: () => void
}) => {
  const words = useText(webhookWords)
  const failureWords = useFailureWords()
  const format = useFormat()
  const now = useServerNow(10_000)
  const act = async (answer: Promise<{ ok: true } | { ok: false; failure: Parameters<typeof failureWords>[0] }>) => {
    const got = await answer
    toast(got.ok ? words.onItsWay : failureWords(got.failure))
    onChanged()
  }
  const toggle = async () => {
    const answer = await api.patch(`/webhooks/${id}`, { enabled: !enabled })
    if (!answer.ok) toast(failureWords(answer.failure))
    onChanged()
  }
  const age = last === null || now === null ? '' : format.ago(Math.max(0, now - Date.parse(last.at)))
  const told = { sent: words.sent, failed: words.failedAt, waiting: words.waitingAt }[last?.state ?? '']
  return (
    <li className={styles.card}>
      <span className={styles.name}>
        {name}
        {enabled ? null : <span className={styles.resting}>{words.rests}</span>}
      </span>
      <span className={styles.facts}>
        {words.forms[form]} · {host}
      </span>
      <span className={last !== null && last.state !== 'sent' ? styles.bad : styles.facts}>
        {last === null || told === undefined ? words.never : told(age)}
        {last?.fault == null ? '' : ` · ${last.fault}`}
      </span>
      {failed + waiting > 0 ? (
        <span className={styles.facts}>
          {[failed > 0 ? words.failed(number(failed)) : '', waiting > 0 ? words.waiting(number(waiting)) : '']
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
      ) : null}
      <span className={styles.acts}>
        <Button onClick={() => void act(api.post(`/webhooks/${id}/send`))}>
          {failed + waiting > 0 ? words.again : words.test}
        </Button>
        <Button onClick={() => void toggle()}>{enabled ? words.off : words.on}</Button>
        <Button look="quiet" onClick={onRemove}>
          {words.remove}
        </Button>
      </span>
    </li>
  )
}
