import type { Metadata } from 'next'
import { PunctualityPage } from './punctuality'

export const metadata: Metadata = { title: '及时率 · 卡口 Kakou' }

export default function Page() {
  return <PunctualityPage />
}
