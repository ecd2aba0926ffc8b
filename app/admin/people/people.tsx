'use client'

import { useState } from 'react'
import type { Role } from '../../_live/session'
import { useResource } from '../../_live/use-resource'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { Sheet, Work } from '../../_ui/work'
import { AddAccount } from './add-account'

interface Account {
  name: string
  displayName: string
  role: Role
  jurisdiction: { code: string; name: string } | null
}

export const People = () => {
  const words = useText(admin).people
  const common = useText(everyRoom)
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<{ users: Account[] }>('/users')
  const [adding, setAdding] = useState(false)
  const users = value?.users ?? []
  return (
    <Work
      title={words.title(users.length)}
      acts={
        <Button look="primary" onClick={() => setAdding(!adding)} aria-expanded={adding}>
          <Icon name="plus" />
          {words.add}
        </Button>
      }
      panel={adding ? <AddAccount onClose={() => setAdding(false)} onAdded={reload} /> : null}
    >
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading /> : null}
      {users.length > 0 ? (
        <Sheet>
          <table>
            <thead>
              <tr>
                <th>{words.head.name}</th>
                <th>{words.head.displayName}</th>
                <th>{words.head.role}</th>
                <th>{words.head.jurisdiction}</th>
              </tr>
            </thead>
            <tbody>
              {users.map((user) => (
                <tr key={user.name}>
                  <td>
                    <strong>{user.name}</strong>
                  </td>
                  <td>{user.displayName}</td>
                  <td>{common.roles[user.role]}</td>
                  <td>{user.jurisdiction?.name ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sheet>
      ) : null}
    </Work>
  )
}
