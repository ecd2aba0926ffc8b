'use client'

import { MINUTE_MS } from '#domain/instant'
import { useServerNow } from '../_live/use-live'
import { account } from '../_text/account'
import { browserName } from '../_text/browser-name'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { useFormat } from '../_text/use-format'
import { Button } from './button'
import { Sheet } from './work'

export interface SessionOfAccount {
  id: string
  signedInAt: string
  usedAt: string
  address: string | null
  agent: string | null
}

/** The sessions of an account as ruled rows, each with the way to end it; `current` is the reader's own. */
export const SessionRows = ({
  sessions,
  current,
  onEnd,
}: {
  sessions: readonly SessionOfAccount[]
  current: string | null
  onEnd: (session: SessionOfAccount) => Promise<void>
}) => {
  const words = useText(account).sessions
  const common = useText(everyRoom)
  const format = useFormat()
  const now = useServerNow(MINUTE_MS) ?? 0
  return (
    <Sheet>
      <table>
        <thead>
          <tr>
            <th>{words.head.browser}</th>
            <th>{words.head.address}</th>
            <th data-spare>{words.head.signedIn}</th>
            <th>{words.head.used}</th>
            <th>
              <span className="unseen">{common.acts}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <td>{browserName(session.agent) ?? words.unknown}</td>
              <td>{session.address ?? words.unknown}</td>
              <td data-spare>{format.dayAndTime(session.signedInAt, now)}</td>
              <td>{session.id === current ? words.current : format.dayAndTime(session.usedAt, now)}</td>
              <td data-figure>
                {session.id === current ? null : (
                  <Button look="quiet" onClick={() => void onEnd(session)}>
                    {words.end}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}
