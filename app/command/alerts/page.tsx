import type { Metadata } from 'next'
import { Ground } from '../../_ui/ground'
import { Records } from './records'

export const metadata: Metadata = { title: '告警记录 · 卡口 Kakou' }

export default function Page() {
  return (
    <Ground ground="paper">
      <Records />
    </Ground>
  )
}
