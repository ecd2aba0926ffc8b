'use client'

import type { ReactNode } from 'react'
import { admin } from '../_text/admin'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { Sections } from '../_ui/sections'
import { SignedIn } from '../_ui/signed-in'
import { TopBar } from '../_ui/top-bar'
import styles from './admin-frame.module.css'

const SECTIONS = [
  { name: 'checkpoints', path: '/admin' },
  { name: 'staff', path: '/admin/staff' },
  { name: 'tablets', path: '/admin/tablets' },
  { name: 'policy', path: '/admin/policy' },
  { name: 'watchlist', path: '/admin/watchlist' },
  { name: 'roads', path: '/admin/roads' },
  { name: 'people', path: '/admin/people' },
  { name: 'keys', path: '/admin/keys' },
  { name: 'webhooks', path: '/admin/webhooks' },
  { name: 'jurisdiction', path: '/admin/jurisdiction' },
  { name: 'audit', path: '/admin/audit' },
] as const

/** The bar, the sections at the left (above, on a phone), and one of them. */
export const AdminFrame = ({ children }: { children: ReactNode }) => {
  const words = useText(admin)
  const common = useText(everyRoom)
  return (
    <SignedIn room="admin">
      {(session) => (
        <>
          <TopBar session={session} here="admin" />
          <div className={styles.frame}>
            <Sections
              label={common.rooms.admin}
              sections={SECTIONS}
              words={words.sections}
              className={styles.sections ?? ''}
            />
            {children}
          </div>
        </>
      )}
    </SignedIn>
  )
}
