'use client'

import { useSession } from '../../_live/session'
import { admin } from '../../_text/admin'
import { useText } from '../../_text/language'
import { JurisdictionForm } from '../../_ui/jurisdiction-form'
import { toast } from '../../_ui/toast'
import { Work } from '../../_ui/work'
import styles from './jurisdiction.module.css'

export const Jurisdiction = () => {
  const words = useText(admin)
  const state = useSession()
  if (state.phase !== 'signed-in') return null
  const { user, zone } = state.session
  return (
    <Work title={words.sections.jurisdiction}>
      <div className={styles.panel}>
        <JurisdictionForm name={user.jurisdiction.name} zone={zone} onDone={() => toast(words.jurisdiction.saved)} />
      </div>
    </Work>
  )
}
