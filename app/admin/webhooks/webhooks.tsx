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
import { Sheet, Work } from '../../_ui/work'
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
      title={words.title(webhooks.length)}
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
        <Sheet>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{words.head.name}</th>
                <th data-spare>{words.head.form}</th>
                <th data-spare>{words.head.host}</th>
                <th>{words.head.last}</th>
                <th>{words.head.state}</th>
              </tr>
            </thead>
            <tbody>
              {webhooks.map((webhook) => (
                <Row
                  key={webhook.id}
                  webhook={webhook}
                  onChanged={() => void reload()}
                  onRemove={() => setRemoving(webhook)}
                />
              ))}
            </tbody>
          </table>
        </Sheet>
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

const Row = ({
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
    <tr>
      <td className={styles.name}>{name}</td>
      <td data-spare>{words.forms[form]}</td>
      <td data-spare>{host}</td>
      <td>
        <span className={last !== null && last.state !== 'sent' ? styles.bad : undefined}>
          {last === null || told === undefined ? words.never : told(age)}
        </span>
        {last?.fault == null ? null : <span className={styles.fault}>{last.fault}</span>}
      </td>
      <td>
        <span className={styles.acts}>
          {failed > 0 ? <b className={styles.bad}>{words.failed(number(failed))}</b> : null}
          {waiting > 0 ? <span>{words.waiting(number(waiting))}</span> : null}
          <Button aria-pressed={enabled} onClick={() => void toggle()}>
            {enabled ? words.on : words.off}
          </Button>
          <Button onClick={() => void act(api.post(`/webhooks/${id}/send`))}>
            {failed + waiting > 0 ? words.again : words.test}
          </Button>
          <Button look="quiet" onClick={onRemove}>
            {words.remove}
          </Button>
        </span>
      </td>
    </tr>
  )
}
