'use client'

import { type FormEvent, useState } from 'react'
import { ALERT_KINDS, type AlertKind } from '#domain/alert-kinds'
import { api } from '../../_live/api'
import { alertWords } from '../../_text/alerts'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { webhookWords } from '../../_text/webhooks'
import { Button } from '../../_ui/button'
import { CheckGroup } from '../../_ui/check-group'
import { SelectField, TextField } from '../../_ui/field'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'

const FORMS = ['wecom', 'dingtalk', 'feishu', 'standard'] as const
export type WebhookForm = (typeof FORMS)[number]

/** Address and secret are written once, and told to nobody again. */
export const AddWebhook = ({ onClose, onMade }: { onClose: () => void; onMade: () => void }) => {
  const words = useText(webhookWords)
  const alerts = useText(alertWords)
  const failureWords = useFailureWords()
  const [name, setName] = useState('')
  const [form, setForm] = useState<WebhookForm>('wecom')
  const [url, setUrl] = useState('')
  const [secret, setSecret] = useState('')
  const [kinds, setKinds] = useState<readonly AlertKind[]>(ALERT_KINDS)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const missing = name.trim() === '' || url.trim() === '' || kinds.length === 0

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (missing) return
    setBusy(true)
    setError(null)
    const answer = await api.post('/webhooks', {
      name: name.trim(),
      form,
      url: url.trim(),
      secret: secret.trim(),
      kinds,
    })
    setBusy(false)
    if (answer.ok) return onMade()
    setError(failureWords(answer.failure, {}, { '/name': words.name, '/url': words.url }))
  }

  return (
    <form className={list.form} onSubmit={(event) => void submit(event)} noValidate autoComplete="off">
      <PanelHead title={words.add} onClose={onClose} />
      <TextField
        label={words.name}
        hint={words.nameHint}
        maxLength={100}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <SelectField
        label={words.form}
        value={form}
        onChange={({ target }) => setForm(FORMS.find((one) => one === target.value) ?? 'wecom')}
      >
        {FORMS.map((one) => (
          <option key={one} value={one}>
            {words.forms[one]}
          </option>
        ))}
      </SelectField>
      <TextField
        label={words.url}
        type="url"
        placeholder="https://"
        value={url}
        onChange={({ target }) => setUrl(target.value)}
      />
      {form === 'wecom' ? null : (
        <TextField
          label={words.secret}
          hint={words.secretHint}
          type="password"
          autoComplete="new-password"
          value={secret}
          onChange={({ target }) => setSecret(target.value)}
        />
      )}
      <CheckGroup
        label={words.kinds}
        all={ALERT_KINDS}
        chosen={kinds}
        word={alerts.kind}
        columns={2}
        onChange={setKinds}
      />
      {error ? (
        <p className={list.error} role="alert">
          {error}
        </p>
      ) : null}
      <Button type="submit" look="primary" busy={busy} disabled={missing}>
        {missing ? words.missing : words.save}
      </Button>
    </form>
  )
}
