import type { Metadata } from 'next'
import { TabletScreen } from './tablet-screen'

export const metadata: Metadata = { title: '卡口平板 · 卡口 Kakou' }

export default function Page() {
  return <TabletScreen />
}
