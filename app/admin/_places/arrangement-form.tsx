'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { AreaField, TextField } from '../../_ui/field'
import { toast } from '../../_ui/toast'
import list from '../_list/list.module.css'
import type { Arrangement } from './checkpoint'
import styles from './checkpoints.module.css'
import { equipmentIn, equipmentOut, namesIn } from './lists'

/** Who answers, who sends people, which posts there are, what stands there. */
export const ArrangementForm = ({
  name,
  arrangement,
  onSaved,
}: {
  name: string
  arrangement: Arrangement
  onSaved: () => Promise<void>
}) => {
  const words = useText(places)
  const failureWords = useFailureWords()
  const [leader, setLeader] = useState(arrangement.leader ?? { name: '', title: '', phone: '' })
  const [agencies, setAgencies] = useState(arrangement.agencies.join('、'))
  const [posts, setPosts] = useState(arrangement.posts.join('、'))
  const [equipment, setEquipment] = useState(equipmentOut(arrangement.equipment))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    const answer = await api.put(`/checkpoints/${encodeURIComponent(arrangement.code)}/arrangement`, {
      agencies: namesIn(agencies),
      posts: namesIn(posts),
      leader: leader.name.trim() === '' ? null : leader,
      equipment: equipmentIn(equipment),
    })
    setBusy(false)
    const labels = {
      '/leader/phone': words.leaderPhone,
      '/leader/name': words.leaderName,
      '/leader/title': words.leaderTitle,
    }
    if (!answer.ok) return setError(failureWords(answer.failure, {}, labels))
    await onSaved()
    toast(words.saved(name))
  }

  return (
    <form className={list.form} onSubmit={(event) => void submit(event)} noValidate autoComplete="off">
      <fieldset className={styles.group}>
        <legend>{words.leader}</legend>
        <div className={styles.pair}>
          <TextField
            label={words.leaderName}
            value={leader.name}
            maxLength={60}
            onChange={(event) => setLeader({ ...leader, name: event.target.value })}
          />
          <TextField
            label={words.leaderTitle}
            value={leader.title}
            maxLength={60}
            onChange={(event) => setLeader({ ...leader, title: event.target.value })}
          />
        </div>
        <TextField
          label={words.leaderPhone}
          inputMode="tel"
          value={leader.phone}
          maxLength={20}
          onChange={(event) => setLeader({ ...leader, phone: event.target.value })}
        />
      </fieldset>
      <TextField
        label={words.agencies}
        hint={words.listHint}
        value={agencies}
        onChange={(event) => setAgencies(event.target.value)}
      />
      <TextField
        label={words.posts}
        hint={words.listHint}
        value={posts}
        onChange={(event) => setPosts(event.target.value)}
      />
      <AreaField
        label={words.equipment}
        hint={words.equipmentHint}
        rows={5}
        value={equipment}
        onChange={(event) => setEquipment(event.target.value)}
      />
      {error ? (
        <p className={list.error} role="alert">
          {error}
        </p>
      ) : null}
      <Button type="submit" look="primary" busy={busy}>
        {words.save}
      </Button>
    </form>
  )
}
