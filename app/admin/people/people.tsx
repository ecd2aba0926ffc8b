'use client'

import { useState } from 'react'
import { MINUTE_MS } from '#domain/instant'
import { api } from '../../_live/api'
import { useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { Icon } from '../../_ui/icons'
import { toast } from '../../_ui/toast'
import { Sheet, Work } from '../../_ui/work'
import list from '../_list/list.module.css'
import { SearchBox } from '../_list/search-box'
import { TableRows } from '../_list/table-rows'
import { type Account, AccountRow } from './account-row'
import { AddAccount } from './add-account'
import { type Handed, HandOver } from './hand-over'
import { SessionsOf } from './sessions-of'

/** The accounts; the panel adds one, or shows a password that the server made and tells once. */
export const People = () => {
  const words = useText(admin).people
  const common = useText(everyRoom)
  const failureWords = useFailureWords()
  const now = useServerNow(MINUTE_MS) ?? 0
  const { value, failure, reload } = useResource<{ users: Account[] }>('/users')
  const [adding, setAdding] = useState(false)
  const [handed, setHanded] = useState<Handed | null>(null)
  const [resetting, setResetting] = useState<Account | null>(null)
  const [uncoding, setUncoding] = useState<Account | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const users = value?.users ?? []
  const typed = search.normalize('NFKC').trim().toLowerCase()
  const found = users.filter((user) =>
    [user.name, user.displayName, user.jurisdiction.name, common.roles[user.role]].some((text) =>
      text.toLowerCase().includes(typed),
    ),
  )

  const reset = async (account: Account) => {
    const answer = await api.post<Handed>(`/users/${encodeURIComponent(account.name)}/password`)
    setResetting(null)
    if (!answer.ok) return toast(failureWords(answer.failure))
    setAdding(false)
    setShown(null)
    setHanded(answer.value)
  }
  const noCode = async (account: Account) => {
    const answer = await api.delete(`/users/${encodeURIComponent(account.name)}/second-factor`)
    setUncoding(null)
    toast(answer.ok ? words.noCodeDone(account.name) : failureWords(answer.failure))
    await reload()
  }
  const showSessions = ({ name }: Account) => {
    setAdding(false)
    setHanded(null)
    setShown(name)
  }
  const shut = async (account: Account, disabled: boolean, undo = true) => {
    const answer = await api.patch(`/users/${encodeURIComponent(account.name)}`, { disabled })
    if (!answer.ok) return toast(failureWords(answer.failure))
    await reload()
    const said = disabled ? words.disabled(account.name) : words.enabled(account.name)
    toast(said, undo ? () => void shut(account, !disabled, false) : undefined)
  }

  const panel = handed ? (
    <HandOver handed={handed} onClose={() => setHanded(null)} />
  ) : adding ? (
    <AddAccount
      onClose={() => setAdding(false)}
      onAdded={(made) => {
        setAdding(false)
        setHanded(made)
        void reload()
      }}
    />
  ) : shown ? (
    <SessionsOf key={shown} name={shown} onClose={() => setShown(null)} />
  ) : null
  return (
    <Work
      title={words.title}
      count={value === null ? null : users.length}
      acts={
        <Button
          look="primary"
          aria-expanded={adding}
          onClick={() => {
            setHanded(null)
            setShown(null)
            setAdding(!adding)
          }}
        >
          <Icon name="plus" />
          {words.add}
        </Button>
      }
      panel={panel}
    >
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading /> : null}
      {users.length > 0 ? (
        <div className={list.tools}>
          <SearchBox label={words.search} value={search} onChange={setSearch} />
        </div>
      ) : null}
      {users.length > 0 && found.length === 0 ? <Empty why={words.noneFound} /> : null}
      {found.length > 0 ? (
        <Sheet>
          <table>
            <thead>
              <tr>
                <th>{words.head.name}</th>
                <th>{words.head.displayName}</th>
                <th>{words.head.role}</th>
                <th data-spare>{words.head.jurisdiction}</th>
                <th data-spare>{words.head.last}</th>
                <th>
                  <span className="unseen">{common.acts}</span>
                </th>
              </tr>
            </thead>
            <TableRows rows={found} keyOf={({ name }) => name}>
              {(user, placed) => (
                <AccountRow
                  key={user.name}
                  placed={placed}
                  account={user}
                  now={now}
                  onReset={setResetting}
                  onShut={shut}
                  onSessions={showSessions}
                  onNoCode={setUncoding}
                />
              )}
            </TableRows>
          </table>
        </Sheet>
      ) : null}
      <Dialog
        open={resetting !== null}
        title={words.resetTitle(resetting?.name ?? '')}
        act={words.resetAct}
        onAct={() => {
          if (resetting) void reset(resetting)
        }}
        onClose={() => setResetting(null)}
      >
        {words.resetBody}
      </Dialog>
      <Dialog
        open={uncoding !== null}
        title={words.noCodeTitle(uncoding?.name ?? '')}
        act={words.noCodeAct}
        onAct={() => {
          if (uncoding) void noCode(uncoding)
        }}
        onClose={() => setUncoding(null)}
      >
        {words.noCodeBody}
      </Dialog>
    </Work>
  )
}
