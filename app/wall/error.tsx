'use client'

import { useEffect } from 'react'
import { useText } from '../_text/language'
import { wall } from '../_text/wall'
import { ErrorNote } from '../_ui/blank'
import { Ground } from '../_ui/ground'
import { builtAs } from './probe'

const TRY_MS = 10_000

/** Something threw while drawing: opened anew as soon as the server answers. */
export default function WallError() {
  const words = useText(wall)
  useEffect(() => {
    const timer = setInterval(() => {
      void builtAs().then((build) => {
        if (build !== null) window.location.reload()
      })
    }, TRY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <Ground ground="dark">
      <ErrorNote what={words.failed} />
    </Ground>
  )
}
