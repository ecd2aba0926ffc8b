import type { Metadata } from 'next'
import { Ground } from '../_ui/ground'
import { Account } from './account'

export const metadata: Metadata = { title: '我的账号 · 卡口 Kakou' }

export default function Page() {
  return (
    <Ground ground="paper">
      <Account />
    </Ground>
  )
}
