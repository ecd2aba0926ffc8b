import type { Metadata } from 'next'
import { Ground } from '../_ui/ground'
import { Privacy } from './privacy'

export const metadata: Metadata = { title: '谁能看到什么 · 卡口 Kakou' }

export default function Page() {
  return (
    <Ground ground="paper">
      <Privacy />
    </Ground>
  )
}
