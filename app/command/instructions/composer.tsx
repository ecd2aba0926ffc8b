'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { number } from '../../_text/format'
import { instructionWords } from '../../_text/instructions'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { AreaField, TextField } from '../../_ui/field'
import { toast } from '../../_ui/toast'
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
  const failureWords = useFailureWords()
  const { value } = useResource<{ checkpoints: Point[] }>('/checkpoints')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  useEffect(() => {
    const to = new URLSearchParams(window.location.search).get('to')
    if (to) setChosen(to.split(',').filter((code) => code !== ''))
  }, [])
  const open = (value?.checkpoints ?? []).filter(({ setState }) => setState === 'open')
  const count = chosen === null ? open.length : chosen.length
  const missing = text.trim() === '' ? words.missingText : count === 0 ? words.missingPoints : null
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (missing !== null) return
    setBusy(true)
    setWrong('')
    const body = { text: text.trim(), ...(chosen === null ? {} : { checkpoints: chosen }) }
    const answer = await api.post<{ to: string[] }>('/instructions', body)
    setBusy(false)
    if (!answer.ok) return setWrong(failureWords(answer.failure))
    setText('')
    toast(words.sent(number(answer.value.to.length)))
    onSent()
  }
  return (
    <form className={styles.composer} onSubmit={(event) => void send(event)}>
      <h2 className={styles.heading}>{words.write}</h2>
      <AreaField
        label={words.what}
        hint={words.whatHint}
        rows={5}
        maxLength={LONGEST}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <fieldset className={styles.to}>
        <legend>{words.to}</legend>
        <label className={styles.choice}>
          <input type="radio" name="to" checked={chosen === null} onChange={() => setChosen(null)} />
          {words.all(number(open.length))}
        </label>
        <label className={styles.choice}>
          <input type="radio" name="to" checked={chosen !== null} onChange={() => setChosen([])} />
          {words.some}
        </label>
        {chosen === null ? null : <Picker points={value?.checkpoints ?? []} chosen={chosen} onChange={setChosen} />}
      </fieldset>
      <Button type="submit" look="primary" wide busy={busy} disabled={missing !== null}>
        {missing ?? words.send(number(count))}
      </Button>
      {wrong === '' ? null : (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
    </form>
  )
}

const Picker = ({
  points,
  chosen,
  onChange,
}: {
  points: readonly Point[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}) => {
  const words = useText(instructionWords)
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const found = points.filter(
    ({ code, name }) => name.toLowerCase().includes(wanted) || code.toLowerCase().includes(wanted),
  )
  return (
    <div className={styles.picker}>
      <TextField
        label={words.find}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        autoComplete="off"
      />
      <p className={styles.hint}>{words.chosen(number(chosen.length))}</p>
      <ul className={styles.points}>
        {found.map(({ code, name }) => (
          <li key={code}>
            <label className={styles.choice}>
              <input
                type="checkbox"
                checked={chosen.includes(code)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, code] : chosen.filter((one) => one !== code))
                }
              />
              {name} <span className={styles.code}>{code}</span>
            </label>
          </li>
        ))}
        {found.length === 0 ? <li className={styles.hint}>{words.noMatch}</li> : null}
      </ul>
    </div>
  )
}
