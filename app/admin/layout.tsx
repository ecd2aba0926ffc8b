import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Ground } from '../_ui/ground'
import { AdminFrame } from './admin-frame'

export const metadata: Metadata = { title: '管理 · 卡口 Kakou' }

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <Ground ground="paper">
      <AdminFrame>{children}</AdminFrame>
    </Ground>
  )
}
