'use client'

import Link from 'next/link'
import { signOut, useSession } from './_live/session'
import { everyRoom } from './_text/every-room'
import { home } from './_text/home'
import { useText } from './_text/language'
import { Button, ButtonLink } from './_ui/button'
import { Front } from './_ui/front'
import { Icon } from './_ui/icons'
import { ROOMS, roomsOf } from './_ui/rooms'
import styles from './home.module.css'

/** The start page: what each room is for, in a line, and the way in. */
export const Home = () => {
  const words = useText(home)
  const common = useText(everyRoom)
  const state = useSession()
  const session = state.phase === 'signed-in' ? state.session : null
  const rooms = session ? roomsOf(session.user.role) : ROOMS
  return (
    <Front tagline={words.tagline} wide>
      <h2 className={styles.heading}>{words.roomsHeading}</h2>
      <ul className={styles.rooms}>
        <Row href="/tablet" name={common.rooms.tablet} line={words.rooms.tablet} />
        {rooms.map((room) => (
          <Row key={room.name} href={room.path} name={common.rooms[room.name]} line={words.rooms[room.name]} />
        ))}
      </ul>
      {session ? (
        <div className={styles.who}>
          <span>{words.signedInAs(session.user.displayName || session.user.name)}</span>
          <Button onClick={() => void signOut()}>{common.signOut}</Button>
        </div>
      ) : (
        <>
          <ButtonLink href="/login" look="primary" size="large" wide>
            {words.signIn}
          </ButtonLink>
          <p className={styles.hint}>{words.signedOutHint}</p>
        </>
      )}
      <a className={styles.developers} href="/api/docs">
        {words.developers}
      </a>
    </Front>
  )
}

const Row = ({ href, name, line }: { href: string; name: string; line: string }) => (
  <li>
    <Link href={href} className={styles.room} prefetch={false}>
      <span className={styles.name}>{name}</span>
      <span className={styles.line}>{line}</span>
      <Icon name="next" />
    </Link>
  </li>
)
