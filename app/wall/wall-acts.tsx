'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../_live/api'
import { reconnectLive } from '../_live/live-store'
import { askSession, type Session, signOut } from '../_live/session'
import { everyRoom } from '../_text/every-room'
import { language, setLanguage, useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { wall } from '../_text/wall'
import { Button } from '../_ui/button'
import { Dialog } from '../_ui/dialog'
import { Kbd } from '../_ui/kbd'
import { useHand } from './use-hand'
import { useWakeLock } from './use-wake-lock'
import styles from './wall.module.css'

const toggleFullScreen = () => {
  // Refused without a press of one's own, or in a frame: then it stays as it is.
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
  done.catch(() => undefined)
}

/** A wall has no controls: these come while a hand is on mouse or keys, and go again. */
export const WallActs = ({ session }: { session: Session }) => {
  const words = useText(wall)
  const shared = useText(everyRoom)
  const failureWords = useFailureWords()
  const router = useRouter()
  const awake = useWakeLock()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const shown = useHand() || asking

  const leave = useCallback(() => {
    if (session.wall) void signOut().then(() => router.push('/login'))
    else router.push('/command')
  }, [router, session.wall])
  const otherLanguage = () => setLanguage(language() === 'zh' ? 'en' : 'zh')
  const keep = async () => {
    setBusy(true)
    setWrong('')
    const answer = await api.post('/session/wall')
    if (answer.ok) {
      await askSession()
      reconnectLive()
      setAsking(false)
    } else setWrong(`${words.keepFailed}: ${failureWords(answer.failure)}`)
    setBusy(false)
  }

  const keys = useRef<Record<string, () => void>>({})
  keys.current = {
    f: toggleFullScreen,
    l: otherLanguage,
    ...(session.wall ? {} : { k: () => setAsking(true), Escape: leave }),
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      if (event.ctrlKey || event.altKey || event.metaKey || (target instanceof HTMLElement && target.closest('dialog')))
        return
      // Escape leaves full screen first, as everywhere.
      if (event.key === 'Escape' && document.fullscreenElement) return
      keys.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]?.()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <>
      <section className={styles.acts} data-shown={shown || undefined} aria-label={words.acts}>
        <span className={styles.awake}>{awake ? words.awake : words.mayDim}</span>
        <Button onClick={toggleFullScreen}>
          {words.fullScreen}
          <Kbd>F</Kbd>
        </Button>
        {session.wall ? (
          <span className={styles.awake}>{words.kept}</span>
        ) : (
          <Button onClick={() => setAsking(true)}>
            {words.keep}
            <Kbd>K</Kbd>
          </Button>
        )}
        <Button onClick={otherLanguage}>
          {shared.otherLanguage}
          <Kbd>L</Kbd>
        </Button>
        <Button onClick={leave}>
          {session.wall ? shared.signOut : words.leave}
          {session.wall ? null : <Kbd>Esc</Kbd>}
        </Button>
      </section>
      <Dialog
        open={asking}
        look="primary"
        title={words.keepTitle}
        act={words.keepAct}
        busy={busy}
        onAct={() => void keep()}
        onClose={() => setAsking(false)}
      >
        <p>{words.keepBody}</p>
        {wrong === '' ? null : <p role="alert">{wrong}</p>}
      </Dialog>
    </>
  )
}
