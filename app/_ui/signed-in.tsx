/** The door of a room: asks who is there, sends to the sign-in and back, and says so when the role may not enter. */
'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import '../_live/refusal'
import { loginHref } from '../_live/next-path'
import { askSession, type Session, signOut, useSession } from '../_live/session'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { lost } from '../_text/lost'
import { useFailureWords } from '../_text/use-failure'
import { AskedAgain } from './asked-again'
import { Empty, ErrorNote, Loading } from './blank'
import { Button, ButtonLink } from './button'
import { mayOpenPage, ROOMS, type RoomName } from './rooms'
import { SignInAgain } from './sign-in-again'
import { TopBar } from './top-bar'

/** `room` null: every role may enter. `page`: a part of it that not all of its roles may open. */
export const SignedIn = ({
  room,
  page,
  children,
}: {
  room: RoomName | null
  page?: keyof (typeof everyRoom)['zh']['pages']
  children: (session: Session) => ReactNode
}) => {
  const words = useText(everyRoom)
  const { toHome } = useText(lost)
  const failureWords = useFailureWords()
  const state = useSession()
  const router = useRouter()
  const path = usePathname()
  // Whoever was at work signs in again above the page; nobody stands at a wall to do so.
  const was = state.phase === 'signed-out' && room !== 'wall' ? state.was : null
  const out = state.phase === 'signed-out' && was === null
  const owing = room !== null && state.phase === 'signed-in' && state.session.owes !== undefined
  useEffect(() => {
    if (out) router.replace(loginHref(path + window.location.search + window.location.hash))
    if (owing) router.replace('/account')
  }, [out, owing, path, router])

  if (state.phase === 'failed')
    return <ErrorNote what={failureWords(state.failure)} onRetry={() => void askSession()} />
  const session = state.phase === 'signed-in' ? state.session : was
  if (session === null || owing) return <Loading />
  if (session.wall && room !== 'wall')
    return (
      <Empty why={words.isWall}>
        <p>{words.isWallHint}</p>
        <ButtonLink href="/wall">{words.rooms.wall}</ButtonLink>
        <Button onClick={() => void signOut()}>{words.signOut}</Button>
      </Empty>
    )
  const entered = (
    <>
      {children(session)}
      <AskedAgain />
      {was === null ? null : <SignInAgain was={was} />}
    </>
  )
  if (room === null) return entered
  const { role } = session.user
  const inRoom = ROOMS.some((one) => one.name === room && one.roles.includes(role))
  if (inRoom && (page === undefined || mayOpenPage(page, role))) return entered
  const refused = inRoom && page !== undefined ? words.pages[page] : words.rooms[room]
  return (
    <>
      <TopBar session={session} here={room} />
      <Empty why={words.noRightAt(refused)}>
        {inRoom ? (
          <ButtonLink href={ROOMS.find(({ name }) => name === room)?.path ?? '/'}>{words.rooms[room]}</ButtonLink>
        ) : (
          <ButtonLink href="/">{toHome}</ButtonLink>
        )}
      </Empty>
    </>
  )
}
