'use client'

import { everyRoom } from './_text/every-room'
import { useText } from './_text/language'
import { Button, ButtonLink } from './_ui/button'
import { Front } from './_ui/front'

/** A mistake of ours while a page was drawn, in any room without a page of its own for it. */
export default function PageError() {
  const words = useText(everyRoom)
  return (
    <Front tagline={words.pageFailed}>
      <Button look="primary" onClick={() => location.reload()}>
        {words.openAgain}
      </Button>{' '}
      <ButtonLink href="/">{words.toHome}</ButtonLink>
    </Front>
  )
}
