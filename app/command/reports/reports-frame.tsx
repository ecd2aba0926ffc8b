'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import type { Session } from '../../_live/session'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { reports } from '../../_text/reports'
import { Ground } from '../../_ui/ground'
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
  const path = usePathname()
  return (
    <Ground ground="paper">
      <SignedIn room="reports">
        {(session) => (
          <>
            <div className={styles.bar}>
              <TopBar session={session} here="reports" />
            </div>
            <nav className={styles.sections} aria-label={common.rooms.reports}>
              {SECTIONS.map((section) => (
                <Link
                  key={section.name}
                  href={section.path}
                  className={styles.section}
                  aria-current={section.path === path ? 'page' : undefined}
                  prefetch={false}
                >
                  {words.sections[section.name]}
                </Link>
              ))}
            </nav>
            {children(session)}
          </>
        )}
      </SignedIn>
    </Ground>
  )
}
