'use client'

import { useText } from './_text/language'
import { lost } from './_text/lost'
import { LostPage } from './_ui/lost-page'

/** An address that leads nowhere: it says so, and leads back. */
export default function NotFound() {
  return <LostPage says={useText(lost).noPage} />
}
