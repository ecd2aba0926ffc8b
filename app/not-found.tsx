'use client'

import { everyRoom } from './_text/every-room'
import { useText } from './_text/language'
import { ButtonLink } from './_ui/button'
import { Front } from './_ui/front'

/** An address that leads nowhere: it says so, and leads back. */
export default function NotFound() {
  const words = useText(everyRoom)
  return (
    <Front tagline={words.noPage}>
      <ButtonLink href="/" look="primary" size="large" wide>
        {words.toHome}
      </ButtonLink>
    </Front>
  )
}
