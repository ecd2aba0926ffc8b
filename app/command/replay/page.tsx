import type { Metadata } from 'next'
import { Ground } from '../../_ui/ground'
import { Replay } from './replay'

export const metadata: Metadata = { title: '回看 · 卡口 Kakou' }

export default function Page() {
  return (
    <Ground ground="paper">
      <Replay />
    </Ground>
  )
}
