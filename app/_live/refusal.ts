/** What a refused live socket means for the page: sign in again, or load the page that the server speaks with. */
'use client'

import { MINUTE_MS } from '#domain/instant'
import { whenRefused } from './live-store'
import { askSession } from './session'

const RELOADED_AT = 'kakou.reloaded-at'
/** A page that is still refused after loading anew is not loaded again and again. */
const ONCE_IN_MS = MINUTE_MS

const reloadOnce = () => {
  try {
    const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0)
    if (Date.now() - last < ONCE_IN_MS) return
    sessionStorage.setItem(RELOADED_AT, String(Date.now()))
  } catch {
    // Without storage nothing keeps us from loading for ever.
    return
  }
  location.reload()
}

whenRefused((why) => {
  if (why === 'unauthorized') void askSession()
  else reloadOnce()
})
