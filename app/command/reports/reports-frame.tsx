'use client'

import type { ReactNode } from 'react'
import type { Session } from '../../_live/session'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { reports } from '../../_text/reports'
import { Ground } from '../../_ui/ground'
import { Sections } from '../../_ui/sections'
import { SignedIn } from '../../_ui/signed-in'
import { TopBar } from '../../_ui/top-bar'
import styles from './frame.module.css'

const SECTIONS = [
  { name: 'board', path: '/command/reports' },
  { name: 'briefing', path: '/command/briefing' },
  { name: 'indicators', path: '/command/reports/indicators' },
  { name: 'tables', path: '/command/reports/tables' },
  { name: 'punctuality', path: '/command/reports/punctuality' },
] as const

/** The bar, the parts of the reports room, and one of them. Work on paper, beside the live room. */
export const ReportsFrame = ({ children }: { children: (session: Session) => ReactNode }) => {
  const words = useText(reports)
  const common = useText(everyRoom)
  return (
    <Ground ground="paper">
      <SignedIn room="reports">
        {(session) => (
          <>
            <div className={styles.bar}>
              <TopBar session={session} here="reports" />
            </div>
            <Sections
              label={common.rooms.reports}
              sections={SECTIONS}
              words={words.sections}
              className={styles.sections ?? ''}
            />
            {children(session)}
          </>
        )}
      </SignedIn>
    </Ground>
  )
}
