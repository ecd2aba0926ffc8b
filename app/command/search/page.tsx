import type { Metadata } from 'next'
import { Ground } from '../../_ui/ground'
import { Search } from './search'

export const metadata: Metadata = { title: '查找登记 · 卡口 Kakou' }

export default function Page() {
  return (
    <Ground ground="paper">
      <Search />
    </Ground>
  )
}
