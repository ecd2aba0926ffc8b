'use client'

import { useState } from 'react'
import { MINUTE_MS } from '#domain/instant'
import { api } from '../../_live/api'
import type { Role } from '../../_live/session'
import { useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { Icon } from '../../_ui/icons'
import { toast } from '../../_ui/toast'
import { Sheet, Work } from '../../_ui/work'
import list from '../_list/list.module.css'
import { AddKey } from './add-key'
import { type MadeKey, TellKey } from './tell-key'

interface ProgramKey {
  id: string
  name: string
  role: Role | 'gate'
  jurisdiction: { code: string; name: string }
  createdAt: string
  revokedAt: string | null
}

/** The keys of programs; the panel makes one and tells it once. */
export const Keys = () => {
  const words = useText(admin).keys
  const common = useText(everyRoom)
  const failureWords = useFailureWords()
  const format = useFormat()
  const now = useServerNow(MINUTE_MS) ?? 0
  const { value, failure, reload } = useResource<{ keys: ProgramKey[] }>('/keys')
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<MadeKey | null>(null)
  const [ending, setEnding] = useState<ProgramKey | null>(null)
  const [busy, setBusy] = useState(false)
  const keys = value?.keys ?? []

  const revoke = async ({ id, name }: ProgramKey) => {
    setBusy(true)
    const answer = await api.delete(`/keys/${id}`)
    setBusy(false)
    setEnding(null)
    toast(answer.ok ? words.revoked(name) : failureWords(answer.failure))
    await reload()
  }

  const panel = made ? (
    <TellKey made={made} onClose={() => setMade(null)} />
  ) : adding ? (
    <AddKey
      onClose={() => setAdding(false)}
      onMade={(key) => {
        setAdding(false)
        setMade(key)
        void reload()
      }}
    />
  ) : null

  return (
    <Work
      title={words.title}
      count={value === null ? null : keys.filter(({ revokedAt }) => revokedAt === null).length}
      acts={
        <Button
          look="primary"
          aria-expanded={adding}
          onClick={() => {
            setMade(null)
            setAdding(!adding)
          }}
        >
          <Icon name="plus" />
          {words.add}
        </Button>
      }
      panel={panel}
    >
      <p className={list.lead}>{words.hint}</p>
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading /> : null}
      {value && keys.length === 0 ? <Empty why={words.none} /> : null}
      {keys.length > 0 ? (
        <Sheet>
          <table>
            <thead>
              <tr>
                <th>{words.head.name}</th>
                <th>{words.head.role}</th>
                <th data-spare>{words.head.jurisdiction}</th>
                <th data-spare>{words.head.created}</th>
                <th>{words.head.state}</th>
                <th>
                  <span className="unseen">{common.acts}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {keys.map((key) => (
                <tr key={key.id} className={key.revokedAt === null ? undefined : list.over}>
                  <td className={list.name}>{key.name}</td>
                  <td>{key.role === 'gate' ? words.gate : common.roles[key.role]}</td>
                  <td data-spare>{key.jurisdiction.name}</td>
                  <td data-spare>{format.dayAndTime(key.createdAt, now)}</td>
                  <td>
                    {key.revokedAt === null ? words.inForce : words.revokedAt(format.dayAndTime(key.revokedAt, now))}
                  </td>
                  <td data-figure>
                    {key.revokedAt === null ? (
                      <Button look="quiet" onClick={() => setEnding(key)}>
                        {words.revoke}
                      </Button>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sheet>
      ) : null}
      <Dialog
        open={ending !== null}
        title={words.revokeTitle(ending?.name ?? '')}
        act={words.revokeAct}
        busy={busy}
        onAct={() => {
          if (ending) void revoke(ending)
        }}
        onClose={() => setEnding(null)}
      >
        {words.revokeBody}
      </Dialog>
    </Work>
  )
}
