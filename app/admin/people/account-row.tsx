'use client'

import { type Role, useSession } from '../../_live/session'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { RowMenu } from '../../_ui/row-menu'
import list from '../_list/list.module.css'
import type { Placed } from '../_list/table-rows'

export interface Account {
  name: string
  displayName: string
  role: Role
  jurisdiction: { code: string; name: string }
  disabled: boolean
  secondFactor: boolean
  lastSignInAt: string | null
  /** Until then the password that somebody gave signs in; null: it is the owner's own. */
  givenUntil: string | null
}

export const AccountRow = ({
  placed,
  account,
  now,
  onReset,
  onShut,
  onSessions,
  onNoCode,
}: {
  placed: Placed
  account: Account
  now: number
  onReset: (account: Account) => void
  onShut: (account: Account, disabled: boolean) => Promise<void>
  onSessions: (account: Account) => void
  onNoCode: (account: Account) => void
}) => {
  const words = useText(admin).people
  const common = useText(everyRoom)
  const format = useFormat()
  const state = useSession()
  const isOwn = state.phase === 'signed-in' && state.session.user.name === account.name
  const reset = { name: words.reset, hint: words.resetHint, onSelect: () => onReset(account) }
  const sessions = { name: words.sessions, hint: words.sessionsHint, onSelect: () => onSessions(account) }
  const noCode = { name: words.noCode, hint: words.noCodeHint, ending: true, onSelect: () => onNoCode(account) }
  const shut = account.disabled
    ? { name: words.enable, onSelect: () => void onShut(account, false) }
    : { name: words.disable, hint: words.disableHint, ending: true, onSelect: () => void onShut(account, true) }
  const last = account.lastSignInAt
  return (
    <tr {...placed} className={account.disabled ? list.over : undefined}>
      <td className={list.name}>{account.name}</td>
      <td>{account.displayName}</td>
      <td>{account.disabled ? words.shut : common.roles[account.role]}</td>
      <td data-spare>{account.jurisdiction.name}</td>
      <td data-spare>
        {account.givenUntil === null
          ? last === null
            ? words.never
            : format.dayAndTime(last, now)
          : words.given(format.dayAndTime(account.givenUntil, now))}
      </td>
      <td data-figure>
        {/* Nobody shuts the door behind himself: one's own account is another administrator's to change. */}
        {isOwn ? null : (
          <RowMenu
            label={words.acts(account.name)}
            acts={[sessions, reset, ...(account.secondFactor ? [noCode] : []), shut]}
          />
        )}
      </td>
    </tr>
  )
}
