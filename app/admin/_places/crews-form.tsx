'use client'

import { useState } from 'react'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { Empty } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { Icon } from '../../_ui/icons'
import { toast } from '../../_ui/toast'
import { useSending } from '../../_ui/use-sending'
import list from '../_list/list.module.css'
import type { Staff } from '../staff/staff-member'
import type { Arrangement, Crew } from './checkpoint'
import styles from './checkpoints.module.css'

/** The crews in the order of the rota, with who is in them. */
export const CrewsForm = ({
  name,
  arrangement,
  onSaved,
}: {
  name: string
  arrangement: Arrangement
  onSaved: () => Promise<void>
}) => {
  const words = useText(places)
  const { value } = useResource<{ staff: Staff[] }>('/staff')
  const [crews, setCrews] = useState<Crew[]>(arrangement.crews)
  const { busy, error, send } = useSending()
  const staff = (value?.staff ?? []).filter(({ endedAt }) => endedAt === null)
  const put = (index: number, change: Partial<Crew>) =>
    setCrews(crews.map((crew, at) => (at === index ? { ...crew, ...change } : crew)))

  const add = () => {
    const free = words.crew.names.split(' ').find((one) => crews.every((crew) => crew.name !== one))
    setCrews([...crews, { name: free ?? String(crews.length + 1), lead: null, members: [] }])
  }
  const save = async () => {
    const body = {
      crews: crews.map(({ name: crew, lead, members }) => ({
        name: crew.trim(),
        lead,
        members: members.map((member) => ({ staff: member.staff, post: member.post?.trim() || null })),
      })),
    }
    const answer = await send(api.put(`/checkpoints/${encodeURIComponent(arrangement.code)}/crews`, body))
    if (!answer.ok) return
    await onSaved()
    toast(words.crew.sent(name))
  }

  return (
    <div className={list.form}>
      {crews.length === 0 ? <Empty why={words.crew.none} /> : null}
      {crews.map((crew, index) => (
        <CrewCard
          // Crews have no id before they are saved, and keep their places.
          key={`${index} of ${crews.length}`}
          crew={crew}
          posts={arrangement.posts}
          staff={staff}
          onChange={(change) => put(index, change)}
          onRemove={() => setCrews(crews.filter((_, at) => at !== index))}
        />
      ))}
      <Button onClick={add}>
        <Icon name="plus" />
        {words.crew.add}
      </Button>
      {error ? (
        <p className={list.error} role="alert">
          {error}
        </p>
      ) : null}
      <Button look="primary" busy={busy} onClick={() => void save()}>
        {words.save}
      </Button>
    </div>
  )
}

const CrewCard = ({
  crew,
  posts,
  staff,
  onChange,
  onRemove,
}: {
  crew: Crew
  posts: readonly string[]
  staff: readonly Staff[]
  onChange: (change: Partial<Crew>) => void
  onRemove: () => void
}) => {
  const words = useText(places).crew
  const { members } = crew
  const free = staff.filter(({ id }) => members.every((member) => member.staff !== id))
  const join = (id: string) => {
    const who = staff.find((one) => one.id === id)
    if (who === undefined) return
    const post = posts[members.length % Math.max(1, posts.length)] ?? null
    onChange({ members: [...members, { staff: who.id, name: who.name, agency: who.agency, post }] })
  }
  const leave = (id: string) =>
    onChange({
      members: members.filter((member) => member.staff !== id),
      ...(crew.lead === id ? { lead: null } : {}),
    })
  return (
    <section className={styles.crew}>
      <div className={styles.crewHead}>
        <TextField
          label={words.name}
          value={crew.name}
          maxLength={40}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Button look="quiet" aria-label={words.remove(crew.name)} onClick={onRemove}>
          <Icon name="close" />
        </Button>
      </div>
      <ul className={styles.members}>
        {members.map((member) => (
          <li key={member.staff}>
            <span className={styles.member}>
              {member.name}
              <span className={styles.code}>{member.agency}</span>
            </span>
            <input
              className={styles.set}
              list={`posts-${crew.name}`}
              aria-label={`${member.name} ${words.post}`}
              placeholder={words.post}
              value={member.post ?? ''}
              maxLength={40}
              onChange={(event) =>
                onChange({
                  members: members.map((one) =>
                    one.staff === member.staff ? { ...one, post: event.target.value || null } : one,
                  ),
                })
              }
            />
            <Button look="quiet" aria-label={words.remove(member.name)} onClick={() => leave(member.staff)}>
              <Icon name="close" />
            </Button>
          </li>
        ))}
      </ul>
      <datalist id={`posts-${crew.name}`}>
        {posts.map((post) => (
          <option key={post} value={post} />
        ))}
      </datalist>
      <div className={styles.pair}>
        <SelectField label={words.addMember} value="" onChange={(event) => join(event.target.value)}>
          <option value="" disabled>
            —
          </option>
          {free.map(({ id, name, agency }) => (
            <option key={id} value={id}>
              {name} · {agency}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={words.lead}
          value={crew.lead ?? ''}
          onChange={(event) => onChange({ lead: event.target.value || null })}
        >
          <option value="">{words.noLead}</option>
          {members.map((member) => (
            <option key={member.staff} value={member.staff}>
              {member.name}
            </option>
          ))}
        </SelectField>
      </div>
    </section>
  )
}
