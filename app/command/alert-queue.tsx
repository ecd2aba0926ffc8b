'use client'

import { toHandle } from '../_live/alert-order'
import { useAlerts, useConnection, useServerNow } from '../_live/use-live'
import { command } from '../_text/command'
import { useText } from '../_text/language'
import { Empty, Loading } from '../_ui/blank'
import { Icon } from '../_ui/icons'
import { Kbd } from '../_ui/kbd'
import { AlertRow, type Ask } from './alert-row'
import styles from './queue.module.css'
import { select } from './selection'

/** What waits for a person, by due time. In a narrow window it is a drawer. */
export const AlertQueue = ({
  selected,
  asked,
  onAsked,
  onClose,
}: {
  selected: string | null
  asked: Ask | null
  onAsked: () => void
  /** Only as a drawer. */
  onClose: () => void
}) => {
  const words = useText(command)
  const open = toHandle(useAlerts())
  const connection = useConnection()
  const now = useServerNow(1000)
  const received = open.filter(({ state }) => state === 'acknowledged').length
  return (
    <section className={styles.queue} aria-label={words.queue.title}>
      <header className={styles.head}>
        <h2 className={styles.heading}>{words.queue.open(open.length)}</h2>
        <span className={styles.keys}>
          <span>{words.queue.byDue}</span>
          <Kbd>J</Kbd>
          <Kbd>K</Kbd>
        </span>
        <button type="button" className={styles.closeDrawer} aria-label={words.queue.closeDrawer} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {open.length > 0 ? (
        <ul className={styles.list}>
          {open.map((alert) => (
            <AlertRow
              key={alert.id}
              alert={alert}
              now={now}
              selected={alert.id === selected}
              asked={alert.id === selected ? asked : null}
              onAsked={onAsked}
              onSelect={() => select({ checkpoint: alert.checkpoint ?? null, alert: alert.id })}
            />
          ))}
        </ul>
      ) : connection.phase === 'connecting' ? (
        <div className={styles.list}>
          <Loading rows={6} />
        </div>
      ) : (
        <div className={styles.list}>
          <Empty why={words.queue.none}>
            <p className={styles.hint}>{words.queue.noneHint}</p>
          </Empty>
        </div>
      )}
      <footer className={styles.foot}>
        <span>{words.queue.notReceived(open.length - received)}</span>
        <span>{words.queue.received(received)}</span>
      </footer>
    </section>
  )
}
