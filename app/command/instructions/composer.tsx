'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { number } from '../../_text/format'
import { instructionWords } from '../../_text/instructions'
import { useText } from '../../_text/language'
import { CheckpointChoice } from '../../_ui/checkpoint-choice'
import { AreaField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { toast } from '../../_ui/toast'
import { useSending } from '../../_ui/use-sending'
import styles from './instructions.module.css'

interface Point {
  code: string
  name: string
  setState: string
}

const LONGEST = 2_000

/** Writes an instruction to all open checkpoints, or to some. `?to=K01,K02` chooses them beforehand. */
export const Composer = ({ onSent }: { onSent: () => void }) => {
  const words = useText(instructionWords)
  const { value } = useResource<{ checkpoints: Point[] }>('/checkpoints')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const { busy, error, send } = useSending()
  useEffect(() => {
    const to = new URLSearchParams(window.location.search).get('to')
    if (to) setChosen(to.split(',').filter((code) => code !== ''))
  }, [])
  const open = (value?.checkpoints ?? []).filter(({ setState }) => setState === 'open')
  // A link may name one that is no more.
  const known = new Set(value?.checkpoints.map(({ code }) => code))
  const there = chosen === null || value === null ? chosen : chosen.filter((code) => known.has(code))
  const count = there === null ? open.length : there.length
  const missing = text.trim() === '' ? words.missingText : count === 0 ? words.missingPoints : null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (missing !== null) return
    const body = { text: text.trim(), ...(there === null ? {} : { checkpoints: there }) }
    const answer = await send(api.post<{ to: string[] }>('/instructions', body))
    if (!answer.ok) return
    setText('')
    toast(words.sent(number(answer.value.to.length)))
    onSent()
  }
  return (
    <form className={styles.composer} onSubmit={(event) => void submit(event)}>
      <h2 className={styles.heading}>{words.write}</h2>
      <AreaField
        label={words.what}
        hint={words.whatHint}
        rows={5}
        maxLength={LONGEST}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <CheckpointChoice
        label={words.to}
        all={words.all(number(open.length))}
        points={value?.checkpoints ?? []}
        chosen={there}
        onChange={setChosen}
      />
      <FormEnd error={error} wide busy={busy} disabled={missing !== null} act={missing ?? words.send(number(count))} />
    </form>
  )
}
