'use client'

import { useText } from './_text/language'
import { lost } from './_text/lost'
import button from './_ui/button.module.css'
import { LostPage } from './_ui/lost-page'

/** A mistake of ours while a page was drawn, in any room without a page of its own for it. */
export default function PageError() {
  const words = useText(lost)
  return (
    <LostPage says={words.pageFailed}>
      <button type="button" className={`${button.button} ${button.primary}`} onClick={() => location.reload()}>
        {words.openAgain}
      </button>
    </LostPage>
  )
}
