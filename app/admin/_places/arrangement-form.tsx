'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { AreaField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { toast } from '../../_ui/toast'
import { useSending } from '../../_ui/use-sending'
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
  const [leader, setLeader] = useState(arrangement.leader ?? { name: '', title: '', phone: '' })
  const [agencies, setAgencies] = useState(arrangement.agencies.join('、'))
  const [posts, setPosts] = useState(arrangement.posts.join('、'))
  const [equipment, setEquipment] = useState(equipmentOut(arrangement.equipment))
  const { busy, error, send } = useSending()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const labels = {
      '/leader/phone': words.leaderPhone,
      '/leader/name': words.leaderName,
      '/leader/title': words.leaderTitle,
    }
    const answer = await send(
      api.put(`/checkpoints/${encodeURIComponent(arrangement.code)}/arrangement`, {
        agencies: namesIn(agencies),
        posts: namesIn(posts),
        leader: leader.name.trim() === '' ? null : leader,
        equipment: equipmentIn(equipment),
      }),
      {},
      labels,
    )
    if (!answer.ok) return
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
      <FormEnd error={error} busy={busy} act={words.save} />
    </form>
  )
}
