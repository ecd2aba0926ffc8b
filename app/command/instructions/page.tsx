import type { Metadata } from 'next'
import { Ground } from '../../_ui/ground'
import { Instructions } from './instructions'

export const metadata: Metadata = { title: '指令 · 卡口 Kakou' }

export default function Page() {
  return (
    <Ground ground="paper">
      <Instructions />
    </Ground>
  )
}
