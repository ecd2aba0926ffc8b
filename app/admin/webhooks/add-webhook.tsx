'use client'

import { type FormEvent, useState } from 'react'
import { ALERT_KINDS, type AlertKind } from '#domain/alerts/alert-kinds'
import { api } from '../../_live/api'
import { alertWords } from '../../_text/alerts'
import { useText } from '../../_text/language'
import { webhookWords } from '../../_text/webhooks'
import { CheckGroup } from '../../_ui/check-group'
import { SelectField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import { useSending } from '../../_ui/use-sending'
import list from '../_list/list.module.css'

const FORMS = ['wecom', 'dingtalk', 'feishu', 'standard'] as const
export type WebhookForm = (typeof FORMS)[number]

/** Address and secret are written once, and told to nobody again. */
export const AddWebhook = ({ onClose, onMade }: { onClose: () => void; onMade: () => void }) => {
  const words = useText(webhookWords)
  const alerts = useText(alertWords)
  const [name, setName] = useState('')
  const [form, setForm] = useState<WebhookForm>('wecom')
  const [url, setUrl] = useState('')
  const [secret, setSecret] = useState('')
  const [kinds, setKinds] = useState<readonly AlertKind[]>(ALERT_KINDS)
  const { busy, error, send } = useSending()
  const missing = name.trim() === '' || url.trim() === '' || kinds.length === 0

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (missing) return
    const answer = await send(
      api.post('/webhooks', {
        name: name.trim(),
        form,
        url: url.trim(),
        secret: secret.trim(),
        kinds,
      }),
      {},
      { '/name': words.name, '/url': words.url },
    )
    if (answer.ok) onMade()
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
      <FormEnd error={error} busy={busy} disabled={missing} act={missing ? words.missing : words.save} />
    </form>
  )
}
