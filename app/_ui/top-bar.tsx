'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type ReactNode, useId, useRef } from 'react'
import { type Session, signOut } from '../_live/session'
import { everyRoom } from '../_text/every-room'
import { setLanguage, useLanguage, useText } from '../_text/language'
import { Icon, Mark } from './icons'
import { type RoomName, roomsOf } from './rooms'
import styles from './top-bar.module.css'
import { useCurrentInView } from './use-current-in-view'

/**
 * The bar of every room behind a sign-in, 52 high: the jurisdiction, the rooms that this role may enter, and the account.
 * `children` stand at the right, before the account (the command's clock and search, the planner's acts).
 */
export const TopBar = ({
  session,
  here,
  children,
}: {
  session: Session
  here: RoomName | null
  children?: ReactNode
}) => {
  const words = useText(everyRoom)
  const rooms = useCurrentInView(here)
  return (
    <header className={styles.bar}>
      <Link href="/" className={styles.home} aria-label={words.productFull} prefetch={false}>
        <Mark />
        <span className={styles.jurisdiction}>{session.user.jurisdiction.name}</span>
      </Link>
      <nav ref={rooms} className={styles.rooms} aria-label={words.roomsNav}>
        {roomsOf(session.user.role).map((room) => (
          <Link
            key={room.name}
            href={room.path}
            className={styles.room}
            aria-current={room.name === here ? 'page' : undefined}
            prefetch={false}
          >
            {words.rooms[room.name]}
          </Link>
        ))}
      </nav>
      <div className={styles.right}>
        {children}
        <Account session={session} />
      </div>
    </header>
  )
}

const Account = ({ session }: { session: Session }) => {
  const words = useText(everyRoom)
  const language = useLanguage()
  const router = useRouter()
  const menu = useId()
  const panel = useRef<HTMLDivElement>(null)
  const leave = async () => {
    await signOut()
    router.push('/login')
  }
  return (
    <>
      <button type="button" className={styles.account} popoverTarget={menu} aria-label={words.account}>
        <Icon name="person" />
        <span className={styles.who}>{session.user.displayName || session.user.name}</span>
      </button>
      <div ref={panel} id={menu} popover="auto" className={styles.menu}>
        <p className={styles.name}>{session.user.displayName || session.user.name}</p>
        <p className={styles.role}>{words.roles[session.user.role]}</p>
        <Link href="/account" className={styles.item} prefetch={false}>
          {words.ownAccount}
        </Link>
        <Link href="/privacy" className={styles.item} prefetch={false}>
          {words.whoSees}
        </Link>
        <button
          type="button"
          className={styles.item}
          onClick={() => {
            setLanguage(language === 'zh' ? 'en' : 'zh')
            panel.current?.hidePopover()
          }}
        >
          {words.otherLanguage}
        </button>
        <button type="button" className={styles.item} onClick={() => void leave()}>
          {words.signOut}
        </button>
      </div>
    </>
  )
}
